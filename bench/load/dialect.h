/* How a server's frames look: the only part of the generator that differs between the servers it drives. */
#ifndef DIALECT_H
#define DIALECT_H

#include <stdbool.h>

#include "net.h"

enum event_kind { NOTHING, READY, ACK, MESSAGE, INBOX, REFUSED, REPLY };

struct event {
    enum event_kind kind;
    uint64_t chat_id; /* 0: none */
    uint64_t seq;     /* of the message; in READY and INBOX the chat's last one */
    bool has_number;  /* the uid was one of ours */
    uint32_t number;  /* which message of ours it is */
    char reply[1024];  /* REPLY: what to send back, for the dialect's own sake */
};

struct person {
    const char *host, *token;
    uint64_t after; /* with `follows`: the last seq seen */
    bool follows;
};

struct dialect {
    const char *name;
    const char *cliente_path, *agente_path;
    bool token_in_subprotocol, after_in_path;
    int (*say)(char *frame, size_t room, uint32_t number, const char *texto);
    int (*subscribe)(char *frame, size_t room, uint64_t chat_id);
    /* NULL: the server does the pinging. */
    int (*ping)(char *frame, size_t room);
    void (*read)(const char *text, size_t length, const struct person *person, struct event *event);
};

const struct dialect *dialect_named(const char *name);

/* Sets what makes this run's uids differ from every other run's. */
void dialect_begin(void);

#endif
