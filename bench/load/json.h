/* Looking into a JSON object without building it: enough to read frames, no validation. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of the text. A string comes without its quotes. */
struct piece {
    const char *at;
    size_t length;
};

/* Moves *at over the next `"key": value` of the object that it is in; false at its end.
   Start with *at just after the object's `{`. */
bool json_next(const char **at, const char *end, struct piece *key, struct piece *value);

bool piece_is(struct piece piece, const char *word);
uint64_t piece_number(struct piece piece);

#endif
