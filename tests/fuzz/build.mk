# build.mk: the fuzz program, outside the build: its compiler and flags are of
# a kind that no build has. Wants SOURCE (the project), CC, FLAGS (of compiler
# and linker), COVERAGE (of the compiler, for what is to be fuzzed) and LINK (of
# the linker alone); builds ./fuzz.
REL_CFLAGS := -std=c11 -gline-tables-only -D_POSIX_C_SOURCE=200809L \
	-I. -I$(SOURCE)/lib $(FLAGS) \
	$(shell pkg-config --cflags libpcre2-8 libutf8proc)
WRAP = -Wl,--wrap=read,--wrap=fsync,--wrap=pcre2_set_match_limit_8
LIBS := $(shell pkg-config --libs libpcre2-8 libutf8proc)

# The layers without arguments, environment and clock.
LIB = $(filter-out %/tool.c %/options.c,$(wildcard $(SOURCE)/lib/*.c))
OWN = $(filter-out %/driver.c,$(wildcard $(SOURCE)/tests/fuzz/*.c))
LIB_OBJECTS = $(notdir $(LIB:.c=.o))
OBJECTS = $(LIB_OBJECTS) $(notdir $(OWN:.c=.o))
vpath %.c $(SOURCE)/lib $(SOURCE)/cmd $(SOURCE)/tests/fuzz

fuzz: $(OBJECTS)
	$(CC) $(REL_CFLAGS) $(LINK) $(WRAP) -o $@ $(OBJECTS) $(LIBS)

$(LIB_OBJECTS): REL_CFLAGS += $(COVERAGE)

TOOLS = rel-parse rel-find rel-due rel-stats rel-fmt
tools: $(TOOLS)

$(TOOLS): %: %.o tool.o options.o $(LIB_OBJECTS)
	$(CC) $(REL_CFLAGS) -o $@ $^ $(LIBS)

tool.o options.o $(TOOLS:=.o): CONFIG = -I$(BUILD)

%.o: %.c
	$(CC) $(CONFIG) $(REL_CFLAGS) -MMD -c -o $@ $<

-include $(wildcard *.d)
