/* stats */
#include "stats.h"
