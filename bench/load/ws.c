/* See ws.h. Client frames are masked with zeros: legal, and the same work for every server. */
#include "ws.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIN = 0x80, MASKED = 0x80, CONTINUATION = 0, TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

static void send_frame(struct conn *conn, int opcode, const char *payload, size_t length)
{
    unsigned char small[4096], *frame = small;
    size_t head = 2;
    if (length + 14 > sizeof small && !(frame = malloc(length + 14)))
        abort();
    frame[0] = (unsigned char)(FIN | opcode);
    if (length < 126) {
        frame[1] = (unsigned char)(MASKED | length);
    } else if (length < 65536) {
        frame[1] = MASKED | 126;
        frame[2] = (unsigned char)(length >> 8);
        frame[3] = (unsigned char)length;
        head = 4;
    } else {
        fprintf(stderr, "a frame of %zu bytes is too long\n", length);
        exit(2);
    }
    memset(frame + head, 0, 4);
    memcpy(frame + head + 4, payload, length);
    net_send(conn, frame, head + 4 + length);
    if (frame != small)
        free(frame);
}

static void ws_connected(struct conn *conn)
{
    char request[4096];
    struct ws *ws = conn->ws;
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: dmVudGFuaWxsYSBiZW5jaA==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
                          ws->path, ws->host, ws->protocols ? "Sec-WebSocket-Protocol: " : "",
                          ws->protocols ? ws->protocols : "", ws->protocols ? "\r\n" : "");
    if (length >= (int)sizeof request) {
        fprintf(stderr, "a handshake of %d bytes is too long\n", length);
        exit(2);
    }
    net_send(conn, request, (size_t)length);
}

static size_t read_answer(struct conn *conn, const char *bytes, size_t length)
{
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    int status = length > 12 ? atoi(bytes + 9) : 0;
    if (status != 101) {
        net_close(conn);
        conn->ws->handler->closed(conn, status);
        return length;
    }
    conn->ws->state = WS_OPEN;
    if (conn->ws->handler->opened)
        conn->ws->handler->opened(conn);
    return (size_t)(end - bytes) + 4;
}

static void take_frame(struct conn *conn, int opcode, const char *payload, size_t length)
{
    struct ws *ws = conn->ws;
    switch (opcode) {
    case TEXT:
        if (ws->state == WS_OPEN)
            ws->handler->text(conn, payload, length);
        break;
    case PING:
        send_frame(conn, PONG, payload, length);
        break;
    case CLOSE:
        ws->code = length >= 2 ? (unsigned char)payload[0] << 8 | (unsigned char)payload[1] : 1005;
        if (ws->state == WS_OPEN)
            send_frame(conn, CLOSE, payload, length < 2 ? 0 : 2);
        net_close(conn);
        ws->handler->closed(conn, ws->code);
        break;
    case CONTINUATION:
        fprintf(stderr, "a fragmented frame: not understood\n");
        exit(1);
    default:
        break;
    }
}

static size_t ws_received(struct conn *conn, char *bytes, size_t length)
{
    size_t at = 0;
    if (conn->ws->state == WS_UPGRADING) {
        at = read_answer(conn, bytes, length);
        if (!at)
            return 0;
    }
    while (conn->fd >= 0 && length - at >= 2) {
        unsigned char *frame = (unsigned char *)bytes + at;
        size_t head = 2, size = frame[1] & 0x7f;
        if (size == 126) {
            head = 4;
            if (length - at < head)
                break;
            size = (size_t)frame[2] << 8 | frame[3];
        } else if (size == 127) {
            head = 10;
            if (length - at < head)
                break;
            size = 0;
            for (int i = 2; i < 10; i++)
                size = size << 8 | frame[i];
        }
        if (length - at < head + size)
            break;
        at += head + size;
        take_frame(conn, frame[0] & 0x0f, (char *)frame + head, size);
    }
    return at;
}

static void ws_ended(struct conn *conn)
{
    conn->ws->handler->closed(conn, conn->ws->code);
}

static const struct protocol websocket = {ws_connected, ws_received, ws_ended};

void ws_connect(struct conn *conn, struct ws *ws)
{
    conn->ws = ws;
    ws->state = WS_UPGRADING;
    ws->code = 0;
    net_connect(conn, &websocket);
}

void ws_send(struct conn *conn, const char *text, size_t length)
{
    send_frame(conn, TEXT, text, length);
}

void ws_close(struct conn *conn)
{
    if (conn->fd < 0 || conn->ws->state != WS_OPEN)
        return;
    conn->ws->state = WS_CLOSING;
    send_frame(conn, CLOSE, "\x03\xe8", 2);
}
