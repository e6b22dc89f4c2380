/* diagnostic: see diagnostic.h. Each report is written at once, by one
 * write(2), so that those of several processes do not mix. */
#include "diagnostic.h"

#include "utf8.h"

enum { LONGEST_DETAIL = 80 };

static const struct {
	const char *name;
	const char *severity;
	const char *text;
} rules[] = {
#define ERROR "error"
#define WARNING "warning"
#define X(name, rule, severity, text) { rule, severity, text },
	DIAGNOSTIC_CATALOGUE(X)
#undef X
};

void
diagnostics_open(Diagnostics *d, int fd, Slice program)
{
	*d = (Diagnostics){ .program = program };
	output_open(&d->to, fd);
}

static void
write_shown(Output *o, Slice s, size_t longest)
{
	Buffer clean = { 0 }, shown = { 0 };
	utf8_clean(slice_until(s, longest), &clean, NULL);
	utf8_show(buffer_slice(&clean), &shown);
	output_write(o, buffer_slice(&shown));
	buffer_free(&clean);
	buffer_free(&shown);
}

static void
write_detail(Output *o, Slice detail)
{
	size_t n = detail.n;
	if (n > LONGEST_DETAIL) {
		n = LONGEST_DETAIL;
		while (n > 0 && (detail.at[n] & 0xC0) == 0x80)
			n--;
	}
	write_shown(o, detail, n);
	if (n < detail.n)
		output_write(o, SLICE("…"));
}

static void
write_text(Output *o, Slice text, const Slice details[])
{
	for (size_t i = 0; i < text.n; i++) {
		if (slice_starts(slice_from(text, i), SLICE("{}"))) {
			write_detail(o, *details++);
			i++;
		} else {
			output_byte(o, text.at[i]);
		}
	}
}

void
diagnostic_report(Diagnostics *d, Rule rule, Place place, Slice detail1,
    Slice detail2, Slice detail3)
{
	const Slice details[] = { detail1, detail2, detail3 };
	Output *o = &d->to;
	write_shown(o, place.file, place.file.n);
	output_byte(o, ':');
	output_number(o, place.line);
	output_byte(o, ':');
	output_number(o, place.column);
	output_write(o, SLICE(": "));
	output_write(o, slice_of(rules[rule].severity));
	output_write(o, SLICE(": "));
	write_text(o, slice_of(rules[rule].text), details);
	output_write(o, SLICE(" ["));
	output_write(o, slice_of(rules[rule].name));
	output_write(o, SLICE("]\n"));
	output_flush(o);
	if (strcmp(rules[rule].severity, ERROR) == 0)
		d->rejected = true;
}

void
diagnostic_trouble(Diagnostics *d, Slice what, int error)
{
	diagnostic_refuse(d, what, strerror(error));
}

void
diagnostic_refuse(Diagnostics *d, Slice what, const char *why)
{
	output_write(&d->to, d->program);
	output_write(&d->to, SLICE(": "));
	write_shown(&d->to, what, what.n);
	output_write(&d->to, SLICE(": "));
	output_write(&d->to, slice_of(why));
	output_byte(&d->to, '\n');
	output_flush(&d->to);
	d->trouble = true;
}

void
diagnostics_close(Diagnostics *d)
{
	output_close(&d->to);
}
