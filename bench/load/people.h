/* Who connects: read from files of tab-separated lines, `host token [last seq seen]`. And a socket for one of them. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "dialect.h"
#include "ws.h"

struct people {
    struct person *all;
    size_t count;
};

struct people people_read(const char *path);

struct socket {
    struct conn conn; /* first: a conn of ours is a socket */
    struct ws ws;
    const struct person *person;
    char path[128], protocols[1024];
};

void socket_open(struct socket *socket, const struct person *person, const struct dialect *dialect, bool as_agente,
                 const struct ws_handler *handler, uint32_t index);

/* A random integer below `limit`, and a time between two arrivals of a Poisson process. */
uint32_t chance_below(uint32_t limit);
uint64_t chance_wait_ns(double a_second);

#endif
