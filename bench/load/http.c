/* Mode http: the lines of a file as HTTP requests, over connections that are kept; one in flight on each. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "load.h"
#include "samples.h"

struct client {
    struct conn conn;
    uint64_t began;
    bool is_free;
};

static char **requests;
static size_t request_count, next_request;
static struct client *clients;
static uint64_t begin, finish, answered, refused, reconnected, bytes_in;
static struct samples answer_ms;

static void read_requests(const char *path)
{
    size_t room = 0, width = 0;
    char *line = NULL, request[8192];
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &width, file) > 0) {
        char *rest = line, *words[5];
        for (int i = 0; i < 5; i++)
            words[i] = strsep(&rest, "\t\n");
        if (!words[3])
            continue;
        const char *body = words[4] ? words[4] : "";
        int length = snprintf(request, sizeof request,
                              "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n",
                              words[2], words[3], words[0], words[1]);
        if (*body)
            length += snprintf(request + length, sizeof request - (size_t)length,
                               "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen(body));
        snprintf(request + length, sizeof request - (size_t)length, "\r\n%s", body);
        if (request_count == room) {
            room = room ? room * 2 : 256;
            requests = realloc(requests, room * sizeof *requests);
        }
        requests[request_count++] = strdup(request);
    }
    free(line);
    fclose(file);
}

static void ask(struct conn *conn)
{
    const char *request = requests[next_request++ % request_count];
    clients[conn->index].began = now_ns();
    net_send(conn, request, strlen(request));
}

/* The whole answer's length, or 0 where it is not there yet. */
static size_t answer_length(const char *bytes, size_t length, int *status, bool *closes)
{
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    size_t head = (size_t)(end - bytes) + 4, body = 0;
    bool chunked = false;
    *status = atoi(bytes + 9);
    *closes = false;
    for (const char *line = memchr(bytes, '\n', head); line && line + 1 < end; line = memchr(line, '\n', head - (size_t)(line - bytes))) {
        line++;
        if (!strncasecmp(line, "content-length:", 15))
            body = strtoul(line + 15, NULL, 10);
        else if (!strncasecmp(line, "transfer-encoding: chunked", 26))
            chunked = true;
        else if (!strncasecmp(line, "connection: close", 17))
            *closes = true;
    }
    if (chunked) {
        const char *last = memmem(bytes + head - 2, length - head + 2, "\r\n0\r\n\r\n", 7);
        return last ? (size_t)(last - bytes) + 7 : 0;
    }
    return head + body <= length ? head + body : 0;
}

static void answer(struct client *client, int status, size_t length)
{
    uint64_t now = now_ns();
    bytes_in += length;
    if (client->began >= begin && now < finish) {
        answered++;
        refused += status < 200 || status > 299;
        samples_add(&answer_ms, now - client->began);
    }
}

static size_t http_received(struct conn *conn, char *bytes, size_t length)
{
    int status;
    bool closes;
    size_t whole = answer_length(bytes, length, &status, &closes);
    if (!whole)
        return 0;
    static bool shown;
    if ((status < 200 || status > 299) && !shown) {
        shown = true;
        fprintf(stderr, "refused: %.*s\n", (int)(whole < 600 ? whole : 600), bytes);
    }
    answer(&clients[conn->index], status, whole);
    if (closes) {
        reconnected++;
        net_close(conn);
        clients[conn->index].is_free = true;
    } else {
        ask(conn);
    }
    return whole;
}

static void http_ended(struct conn *conn)
{
    reconnected++;
    clients[conn->index].is_free = true;
}

static const struct protocol http = {ask, http_received, http_ended};

int load_http(const struct options *options)
{
    uint32_t count = options->in_flight;
    read_requests(options->requests);
    clients = calloc(count, sizeof *clients);
    if (!request_count)
        return 2;
    begin = now_ns() + (uint64_t)(options->warmup * 1e9);
    finish = begin + (uint64_t)(options->seconds * 1e9);
    for (uint32_t i = 0; i < count; i++)
        clients[i] = (struct client){.conn.index = i, .is_free = true};
    double cpu = 0;
    bool began = false;
    while (now_ns() < finish) {
        if (!began && now_ns() >= begin) {
            began = true;
            tell("begin");
            cpu = own_cpu();
        }
        for (uint32_t i = 0; i < count; i++)
            if (clients[i].is_free) {
                clients[i].is_free = false;
                net_connect(&clients[i].conn, &http);
            }
        net_poll(began ? finish : begin);
    }
    cpu = own_cpu() - cpu;
    tell("end");
    printf("{\"mode\": \"http\", \"connections\": %u, \"seconds\": %.3f, \"requests_per_second\": %.1f, ", count,
           options->seconds, (double)answered / options->seconds);
    samples_print(&answer_ms, "answer_ms", stdout);
    printf(", \"refused\": %" PRIu64 ", \"reconnected\": %" PRIu64 ", \"bytes\": %" PRIu64
           ", \"generator_cores\": %.3f}\n",
           refused, reconnected, bytes_in, cpu / options->seconds);
    return answered ? 0 : 1;
}
