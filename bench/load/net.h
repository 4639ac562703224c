/* Non-blocking TCP connections on one epoll, and the clock. Knows nothing of what is said on them. */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *bytes;
    size_t length, room;
};

struct conn;

/* What lives on a connection. `received` says how many bytes it took; the rest is kept and shown again. */
struct protocol {
    void (*connected)(struct conn *conn);
    size_t (*received)(struct conn *conn, char *bytes, size_t length);
    void (*ended)(struct conn *conn);
};

struct conn {
    int fd;
    bool connecting, wants_out;
    struct buffer in, out;
    const struct protocol *protocol;
    /* For the layers above: the WebSocket's state, and whose connection it is. */
    struct ws *ws;
    uint32_t index;
};

void net_init(const char *address, int port);
#define SECOND 1000000000ull /* in the clock's nanoseconds */
uint64_t now_ns(void);

/* The connection is on its way; `connected` or `ended` will be called. */
void net_connect(struct conn *conn, const struct protocol *protocol);
void net_send(struct conn *conn, const void *bytes, size_t length);
/* Closed at once; `ended` is not called. */
void net_close(struct conn *conn);

/* Waits for what happens until `until` (a now_ns time) at the latest, and calls the protocols. */
void net_poll(uint64_t until);

void buffer_add(struct buffer *buffer, const void *bytes, size_t length);

#endif
