/* Times that were measured, kept one by one, and the percentiles of them. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct samples {
    float *ms;
    size_t count, room;
};

void samples_add(struct samples *all, uint64_t nanoseconds);

/* "name": {"n", "p50", "p90", "p99", "max"} in milliseconds; sorts them. No comma. */
void samples_print(struct samples *all, const char *name, FILE *out);

#endif
