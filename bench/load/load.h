/* The modes of the generator, and what the command line chose. Each mode prints one JSON object and returns. */
#ifndef LOAD_H
#define LOAD_H

#include <stdio.h>

#include "dialect.h"
#include "people.h"

struct options {
    const char *mode, *address;
    int port;
    const struct dialect *dialect;
    const char *clientes, *agentes, *idle, *requests; /* files */
    double seconds, warmup, drain, rate;
    unsigned in_flight; /* closed: a chat; fill, storm, idle: handshakes at once; http: connections */
    unsigned catch_up;  /* fill: messages each chat has afterwards; storm: messages that each connection gets */
    unsigned size;      /* characters of a message */
};

int load_chats(const struct options *options, bool is_open_loop);
int load_fill(const struct options *options);
int load_storm(const struct options *options);
int load_idle(const struct options *options);
int load_http(const struct options *options);

/* A line that the caller may wait for, such as {"event": "begin"}. */
void tell(const char *event);

/* Seconds of CPU that this process has used. */
double own_cpu(void);

/* A text of that many characters, without a quote in it. */
const char *some_text(unsigned size);

#endif
