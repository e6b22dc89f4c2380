/* fmt */
#include "fmt.h"
