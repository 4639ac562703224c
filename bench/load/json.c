/* See json.h. Spaces between the parts are allowed, as some servers write them. */
#include "json.h"

#include <string.h>

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

/* From the opening quote to just after the closing one. */
static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return at < end ? at + 1 : end;
}

static const char *skip_value(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '"') {
            at = skip_string(at, end);
        } else {
            if (*at == '{' || *at == '[')
                depth++;
            else if (*at == '}' || *at == ']')
                depth--;
            else if (*at == ',' && depth == 0)
                return at;
            if (depth < 0)
                return at;
            at++;
        }
        if (depth == 0 && at < end && (*at == ',' || *at == '}' || *at == ']'))
            return at;
    }
    return end;
}

static struct piece trimmed(const char *from, const char *to)
{
    while (to > from && (to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\r' || to[-1] == '\t'))
        to--;
    if (to - from >= 2 && *from == '"')
        return (struct piece){from + 1, (size_t)(to - from - 2)};
    return (struct piece){from, (size_t)(to - from)};
}

bool json_next(const char **at, const char *end, struct piece *key, struct piece *value)
{
    const char *here = skip_space(*at, end);
    if (here < end && *here == ',')
        here = skip_space(here + 1, end);
    if (here >= end || *here != '"')
        return false;
    const char *after = skip_string(here, end);
    *key = trimmed(here, after);
    here = skip_space(after, end);
    if (here >= end || *here != ':')
        return false;
    here = skip_space(here + 1, end);
    *at = skip_value(here, end);
    *value = trimmed(here, *at);
    return true;
}

bool piece_is(struct piece piece, const char *word)
{
    return strlen(word) == piece.length && memcmp(piece.at, word, piece.length) == 0;
}

uint64_t piece_number(struct piece piece)
{
    uint64_t number = 0;
    for (size_t i = 0; i < piece.length && piece.at[i] >= '0' && piece.at[i] <= '9'; i++)
        number = number * 10 + (uint64_t)(piece.at[i] - '0');
    return number;
}
