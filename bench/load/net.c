/* See net.h. */
#include "net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, READ = 256 * 1024, PORTS_OF_ONE_ADDRESS = 20000 };

static int epoll = -1, timer = -1;
static struct sockaddr_in server;
static uint32_t opened;
static uint64_t armed;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

void net_init(const char *address, int port)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    server.sin_family = AF_INET;
    server.sin_port = htons((uint16_t)port);
    if (inet_pton(AF_INET, address, &server.sin_addr) != 1) {
        fprintf(stderr, "not an IPv4 address: %s\n", address);
        exit(2);
    }
    epoll = epoll_create1(EPOLL_CLOEXEC);
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll < 0 || timer < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event))
        die("epoll");
}

uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    if (buffer->length + length > buffer->room) {
        buffer->room = (buffer->length + length) * 2;
        buffer->bytes = realloc(buffer->bytes, buffer->room);
        if (!buffer->bytes)
            abort();
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

/* A connection that waits holds no memory. */
static void buffer_keep(struct buffer *buffer, size_t from)
{
    buffer->length -= from;
    if (buffer->length) {
        memmove(buffer->bytes, buffer->bytes + from, buffer->length);
        return;
    }
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

static void watch(struct conn *conn, int how, bool out)
{
    struct epoll_event event = {.events = EPOLLIN | (out ? EPOLLOUT : 0u), .data.ptr = conn};
    conn->wants_out = out;
    if (epoll_ctl(epoll, how, conn->fd, &event))
        die("epoll_ctl");
}

void net_connect(struct conn *conn, const struct protocol *protocol)
{
    int yes = 1;
    conn->protocol = protocol;
    conn->connecting = true;
    conn->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (conn->fd < 0)
        die("socket");
    setsockopt(conn->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if ((ntohl(server.sin_addr.s_addr) >> 24) == 127) {
        /* One loopback address has too few ports for many connections. */
        struct sockaddr_in own = {.sin_family = AF_INET};
        own.sin_addr.s_addr = htonl(0x7f000101u + (opened++ / PORTS_OF_ONE_ADDRESS % 100) * 256);
        setsockopt(conn->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
        if (bind(conn->fd, (struct sockaddr *)&own, sizeof own))
            die("bind");
    }
    if (connect(conn->fd, (struct sockaddr *)&server, sizeof server) && errno != EINPROGRESS) {
        perror("connect");
        exit(1);
    }
    watch(conn, EPOLL_CTL_ADD, true);
}

void net_send(struct conn *conn, const void *bytes, size_t length)
{
    ssize_t sent = 0;
    if (conn->fd < 0)
        return;
    if (!conn->out.length) {
        sent = send(conn->fd, bytes, length, MSG_NOSIGNAL);
        if (sent < 0)
            sent = 0; /* Full, or gone: the latter shows when reading. */
    }
    if ((size_t)sent < length) {
        buffer_add(&conn->out, (const char *)bytes + sent, length - (size_t)sent);
        if (!conn->wants_out)
            watch(conn, EPOLL_CTL_MOD, true);
    }
}

void net_close(struct conn *conn)
{
    if (conn->fd < 0)
        return;
    close(conn->fd);
    conn->fd = -1;
    buffer_keep(&conn->in, conn->in.length);
    buffer_keep(&conn->out, conn->out.length);
}

static void end(struct conn *conn)
{
    net_close(conn);
    conn->protocol->ended(conn);
}

static void write_some(struct conn *conn)
{
    if (conn->connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(conn->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error) {
            end(conn);
            return;
        }
        conn->connecting = false;
        watch(conn, EPOLL_CTL_MOD, false);
        conn->protocol->connected(conn);
        return;
    }
    ssize_t sent = send(conn->fd, conn->out.bytes, conn->out.length, MSG_NOSIGNAL);
    if (sent > 0)
        buffer_keep(&conn->out, (size_t)sent);
    if (!conn->out.length)
        watch(conn, EPOLL_CTL_MOD, false);
}

static void read_some(struct conn *conn)
{
    static char bytes[READ];
    ssize_t got = recv(conn->fd, bytes, sizeof bytes, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        end(conn);
        return;
    }
    if (conn->in.length) {
        buffer_add(&conn->in, bytes, (size_t)got);
        size_t taken = conn->protocol->received(conn, conn->in.bytes, conn->in.length);
        if (conn->fd >= 0)
            buffer_keep(&conn->in, taken);
        return;
    }
    size_t taken = conn->protocol->received(conn, bytes, (size_t)got);
    if (conn->fd >= 0 && taken < (size_t)got)
        buffer_add(&conn->in, bytes + taken, (size_t)got - taken);
}

static void arm(uint64_t until)
{
    if (until == armed)
        return;
    struct itimerspec at = {.it_value = {(time_t)(until / 1000000000u), (long)(until % 1000000000u)}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
    armed = until;
}

void net_poll(uint64_t until)
{
    struct epoll_event events[EVENTS];
    bool late = until <= now_ns();
    if (!late)
        arm(until);
    int count = epoll_wait(epoll, events, EVENTS, late ? 0 : -1);
    for (int i = 0; i < count; i++) {
        struct conn *conn = events[i].data.ptr;
        if (!conn) {
            uint64_t times;
            (void)!read(timer, &times, sizeof times);
            armed = 0;
            continue;
        }
        /* What was closed while earlier events were served has no more events to hear. */
        if (conn->fd >= 0 && (events[i].events & EPOLLOUT || conn->connecting))
            write_some(conn);
        if (conn->fd >= 0 && !conn->connecting && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            read_some(conn);
    }
}
