/* record_part: what the parts of record share; for record*.c only. */
#ifndef REL_RECORD_PART_H
#define REL_RECORD_PART_H

#include "record.h"

/* The line with the column names. */
#define RECORD_HEADER                                                  \
	SLICE("type\tdate\tperson\tway\tkind\tamount\tunit\tdue\t" \
	      "done\ttags\tsource\ttext")

#endif
