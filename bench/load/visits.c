/* Modes fill, storm and idle: connections that come, perhaps catch up, and stay or go. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "samples.h"

enum { SETUP_LIMIT_S = 600 };

struct visit {
    struct socket socket;
    uint64_t began, chat_id, last; /* `last`: the chat's last seq as far as it is known */
    uint32_t person, to_come;
    bool is_ready, is_free, is_waiting; /* waiting for an ack */
};

static const struct options *chosen;
static struct people people;
static struct visit *visits;
static uint32_t visit_count, next_person, number;
static uint64_t begin, finish, arrived, arrived_in_window, failed;
static int last_code;
static struct samples arrival_ms;
static const char *texto;
static bool stays, fills;

static void come(struct visit *visit, const struct ws_handler *handler)
{
    visit->person = next_person++ % (uint32_t)people.count;
    visit->began = now_ns();
    visit->is_ready = visit->is_free = false;
    visit->to_come = fills ? 0 : chosen->catch_up;
    socket_open(&visit->socket, &people.all[visit->person], chosen->dialect, false, handler,
                (uint32_t)(visit - visits));
}

static void arrive(struct visit *visit)
{
    uint64_t now = now_ns();
    arrived++;
    if (visit->began >= begin && now < finish) {
        arrived_in_window++;
        samples_add(&arrival_ms, now - visit->began);
    }
    if (!stays)
        ws_close(&visit->socket.conn);
}

static void top_up(struct visit *visit)
{
    char frame[16384];
    if (visit->last >= chosen->catch_up) {
        arrive(visit);
        return;
    }
    visit->is_waiting = true;
    int length = chosen->dialect->say(frame, sizeof frame, number++, texto);
    ws_send(&visit->socket.conn, frame, (size_t)length);
}

static void visit_text(struct conn *conn, const char *text, size_t length)
{
    struct visit *visit = &visits[conn->index];
    struct event event = {.kind = NOTHING};
    chosen->dialect->read(text, length, visit->socket.person, &event);
    if (event.kind == REPLY) {
        ws_send(conn, event.reply, strlen(event.reply));
    } else if (event.kind == REFUSED) {
        if (!failed++)
            fprintf(stderr, "refused: %.*s\n", (int)length, text);
    } else if (event.kind == READY && !visit->is_ready) {
        visit->is_ready = true;
        visit->chat_id = event.chat_id;
        visit->last = event.seq;
        if (fills)
            top_up(visit);
        else if (!visit->to_come)
            arrive(visit);
    } else if (event.kind == ACK && fills && visit->is_waiting) {
        visit->is_waiting = false;
        visit->chat_id = event.chat_id;
        visit->last = event.seq;
        top_up(visit);
    } else if (event.kind == MESSAGE && visit->is_ready && visit->to_come && !--visit->to_come) {
        arrive(visit);
    }
}

static void visit_closed(struct conn *conn, int code)
{
    struct visit *visit = &visits[conn->index];
    if (conn->ws->state != WS_CLOSING) {
        failed++;
        last_code = code;
    }
    visit->is_free = true;
}

static const struct ws_handler as_visitor = {NULL, visit_text, visit_closed};

static void set_up(const struct options *options, uint32_t count)
{
    chosen = options;
    visit_count = count;
    visits = calloc(count ? count : 1, sizeof *visits);
    texto = some_text(options->size);
}

int load_fill(const struct options *options)
{
    people = people_read(options->clientes);
    set_up(options, (uint32_t)people.count);
    fills = true;
    uint64_t until = now_ns() + SETUP_LIMIT_S * SECOND;
    uint32_t at_once = options->in_flight > 1 ? options->in_flight : 32;
    for (uint32_t i = 0; i < visit_count; i++) {
        while (i - arrived >= at_once && !failed && now_ns() < until)
            net_poll(until);
        if (failed || now_ns() >= until)
            break;
        come(&visits[i], &as_visitor);
    }
    while (arrived < visit_count && !failed && now_ns() < until)
        net_poll(until);
    printf("{\"mode\": \"fill\", \"chats\": [");
    for (uint32_t i = 0; i < visit_count; i++)
        printf("%s[%" PRIu64 ", %" PRIu64 "]", i ? ", " : "", visits[i].chat_id, visits[i].last);
    printf("]");
    if (arrived < visit_count)
        printf(", \"failure\": \"%" PRIu64 " of %u chats were filled (%d)\"", arrived, visit_count, last_code);
    printf("}\n");
    return arrived < visit_count;
}

int load_storm(const struct options *options)
{
    people = people_read(options->clientes);
    set_up(options, options->in_flight);
    begin = now_ns() + (uint64_t)(options->warmup * 1e9);
    finish = begin + (uint64_t)(options->seconds * 1e9);
    for (uint32_t i = 0; i < visit_count; i++)
        visits[i].is_free = true;
    double cpu = 0;
    bool began = false;
    while (now_ns() < finish) {
        if (!began && now_ns() >= begin) {
            began = true;
            tell("begin");
            cpu = own_cpu();
        }
        /* Between two polls, so that no event of the connection before is still to come. */
        for (uint32_t i = 0; i < visit_count; i++)
            if (visits[i].is_free)
                come(&visits[i], &as_visitor);
        net_poll(began ? finish : begin);
    }
    cpu = own_cpu() - cpu;
    tell("end");
    printf("{\"mode\": \"storm\", \"dialect\": \"%s\", \"at_once\": %u, \"catch_up\": %u, \"seconds\": %.3f, "
           "\"connects_per_second\": %.1f, ",
           options->dialect->name, visit_count, options->catch_up, options->seconds,
           (double)arrived_in_window / options->seconds);
    samples_print(&arrival_ms, "arrival_ms", stdout);
    printf(", \"failed\": %" PRIu64 ", \"last_code\": %d, \"generator_cores\": %.3f}\n", failed, last_code,
           cpu / options->seconds);
    return arrived ? 0 : 1;
}

static void hold(uint64_t until, double every)
{
    char frame[128];
    uint64_t began = now_ns();
    uint64_t pinged = 0;
    while (now_ns() < until && !failed) {
        uint64_t step = now_ns() + 50000000u;
        net_poll(step < until ? step : until);
        if (!chosen->dialect->ping || every <= 0)
            continue;
        uint64_t due = (uint64_t)((double)(now_ns() - began) / 1e9 / every * visit_count);
        for (; pinged < due; pinged++) {
            int length = chosen->dialect->ping(frame, sizeof frame);
            ws_send(&visits[pinged % visit_count].socket.conn, frame, (size_t)length);
        }
    }
}

int load_idle(const struct options *options)
{
    people = people_read(options->clientes);
    set_up(options, (uint32_t)people.count);
    stays = true;
    uint64_t until = now_ns() + SETUP_LIMIT_S * SECOND;
    uint32_t at_once = options->in_flight > 1 ? options->in_flight : 64;
    begin = now_ns();
    finish = until;
    for (uint32_t i = 0; i < visit_count && !failed && now_ns() < until; i++) {
        come(&visits[i], &as_visitor);
        while (i + 1 - arrived >= at_once && !failed && now_ns() < until)
            net_poll(until);
    }
    while (arrived < visit_count && !failed && now_ns() < until)
        net_poll(until);
    double took = (double)(now_ns() - begin) / 1e9;
    tell("begin");
    double cpu = own_cpu();
    /* As the product's own clients do: a ping every 15 seconds. */
    hold(now_ns() + (uint64_t)(options->seconds * 1e9), 15);
    cpu = own_cpu() - cpu;
    tell("end");
    printf("{\"mode\": \"idle\", \"dialect\": \"%s\", \"connections\": %u, \"seconds\": %.3f, "
           "\"connects_per_second\": %.1f, ",
           options->dialect->name, visit_count, options->seconds, (double)arrived / took);
    samples_print(&arrival_ms, "arrival_ms", stdout);
    printf(", \"generator_cores\": %.3f", cpu / options->seconds);
    if (failed || arrived < visit_count)
        printf(", \"failure\": \"%" PRIu64 " of %u connections were open (%d)\"", arrived, visit_count, last_code);
    printf("}\n");
    return failed || arrived < visit_count;
}
