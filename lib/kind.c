/* kind: see kind.h. */
#include "kind.h"

/* In the order of bytes. */
static const struct {
	const char *word;
	const char *kind;
} words[] = {
	{ "1-1", "meeting" },
	{ "beer", "drinks" },
	{ "breakfast", "breakfast" },
	{ "brunch", "breakfast" },
	{ "call", "call" },
	{ "called", "call" },
	{ "calls", "call" },
	{ "card", "letter" },
	{ "chat", "chat" },
	{ "chatted", "chat" },
	{ "coffee", "coffee" },
	{ "concert", "event" },
	{ "conference", "event" },
	{ "dined", "dinner" },
	{ "dinner", "dinner" },
	{ "dm", "chat" },
	{ "drink", "drinks" },
	{ "drinks", "drinks" },
	{ "e-mail", "email" },
	{ "email", "email" },
	{ "emailed", "email" },
	{ "event", "event" },
	{ "facetime", "video" },
	{ "hike", "walk" },
	{ "hiked", "walk" },
	{ "letter", "letter" },
	{ "lunch", "lunch" },
	{ "lunched", "lunch" },
	{ "mail", "email" },
	{ "mailed", "email" },
	{ "meet", "meeting" },
	{ "meeting", "meeting" },
	{ "message", "chat" },
	{ "messaged", "chat" },
	{ "met", "meeting" },
	{ "msg", "chat" },
	{ "note", "note" },
	{ "noted", "note" },
	{ "party", "event" },
	{ "phone", "call" },
	{ "phoned", "call" },
	{ "postcard", "letter" },
	{ "pub", "drinks" },
	{ "rang", "call" },
	{ "sms", "chat" },
	{ "supper", "dinner" },
	{ "tea", "coffee" },
	{ "text", "chat" },
	{ "texted", "chat" },
	{ "video", "video" },
	{ "videocall", "video" },
	{ "visit", "visit" },
	{ "visited", "visit" },
	{ "walk", "walk" },
	{ "walked", "walk" },
	{ "wedding", "event" },
	{ "zoom", "video" },
};

enum { LONGEST = 10 }; /* of them all */

Slice
kind_of(Slice folded)
{
	size_t low = 0, high = folded.n <= LONGEST ? LENGTH(words) : 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = slice_compare(folded, slice_of(words[middle].word));
		if (order == 0)
			return slice_of(words[middle].kind);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return SLICE_NONE;
}
