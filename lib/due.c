/* due */
#include "due.h"
