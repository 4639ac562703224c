/* See samples.h. Nothing is rounded into buckets: a run of ten seconds fits into memory. */
#include "samples.h"

#include <stdlib.h>

void samples_add(struct samples *all, uint64_t nanoseconds)
{
    if (all->count == all->room) {
        all->room = all->room ? all->room * 2 : 4096;
        all->ms = realloc(all->ms, all->room * sizeof *all->ms);
        if (!all->ms)
            abort();
    }
    all->ms[all->count++] = (float)((double)nanoseconds / 1e6);
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double at(const struct samples *all, double share)
{
    size_t place = (size_t)(share * (double)all->count);
    return all->ms[place < all->count ? place : all->count - 1];
}

void samples_print(struct samples *all, const char *name, FILE *out)
{
    if (!all->count) {
        fprintf(out, "\"%s\": null", name);
        return;
    }
    qsort(all->ms, all->count, sizeof *all->ms, ascending);
    fprintf(out, "\"%s\": {\"n\": %zu, \"p50\": %.3f, \"p90\": %.3f, \"p99\": %.3f, \"max\": %.3f}", name, all->count,
            at(all, 0.50), at(all, 0.90), at(all, 0.99), at(all, 1.0));
}
