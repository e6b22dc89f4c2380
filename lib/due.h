#ifndef REL_DUE_H
#define REL_DUE_H
#include "record.h"
#endif
