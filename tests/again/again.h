/* again: included before each line of a tool's main file, gives main another
 * name, for the main of again.c to call. */
#ifndef REL_AGAIN_H
#define REL_AGAIN_H

#define main again_tool
int again_tool(int argc, char **argv);

#endif
