#ifndef REL_STATS_H
#define REL_STATS_H
#include "record.h"
#endif
