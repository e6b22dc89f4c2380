#ifndef REL_FMT_H
#define REL_FMT_H
#include "record.h"
#endif
