/* The client's side of RFC 6455, as much as a load generator needs. */
#ifndef WS_H
#define WS_H

#include "net.h"

enum ws_state { WS_UPGRADING, WS_OPEN, WS_CLOSING };

struct ws_handler {
    void (*opened)(struct conn *conn);
    void (*text)(struct conn *conn, const char *text, size_t length);
    /* `code`: the close code, the HTTP status of a refusal, or 0 where the connection just ended. */
    void (*closed)(struct conn *conn, int code);
};

struct ws {
    const struct ws_handler *handler;
    enum ws_state state;
    int code;
    const char *host, *path, *protocols;
};

void ws_connect(struct conn *conn, struct ws *ws);
void ws_send(struct conn *conn, const char *text, size_t length);
/* Says goodbye; `closed` follows when the server has answered. */
void ws_close(struct conn *conn);

#endif
