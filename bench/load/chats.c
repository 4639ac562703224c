/* Modes closed and open: people write in chats, agents listen. A message is done when its ack has come, the agent who
   follows the chat has it, and that agent's inbox has moved. What comes twice, late or out of order is counted. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "samples.h"

enum { ACKED = 1, DELIVERED = 2, INBOXED = 4, DONE = 7, NONE = 0xffffffffu };
enum { SETUP_AT_ONCE = 64, SETUP_LIMIT_S = 300 };

struct chat {
    struct socket socket;
    uint64_t id, said, delivered; /* the last seq that was given out, and the last that the agent has */
    uint32_t agente;
    uint32_t first_waiting, last_waiting; /* messages that the inbox has not shown, in seq order */
    bool greeted;
};

struct message {
    uint64_t due, seq;
    uint32_t chat, next;
    uint8_t seen;
};

static const struct options *chosen;
static struct chat *chats;
static struct socket *agentes, *idlers;
static uint32_t chat_count, agente_count, idle_count;
static uint32_t *by_id, table_size; /* chat id → chat, open addressing */
static struct message *messages;
static uint32_t said, room;
static const char *texto;

static bool running, is_closed_loop;
static uint64_t begin, finish;
static uint32_t chats_ready, agents_ready, subscribed, idle_ready;
static uint64_t done, done_in_window, due_in_window, frames, twice, disordered, refused;
static struct samples ack_ms, delivery_ms, inbox_ms, done_ms;
static const char *failure;
static int failure_code;

/* --- saying ---------------------------------------------------------------------------------------------- */

static void say(uint32_t place, uint64_t due)
{
    char frame[16384];
    struct chat *chat = &chats[place];
    if (said == room) {
        room = room ? room * 2 : 65536;
        messages = realloc(messages, room * sizeof *messages);
        if (!messages)
            abort();
    }
    messages[said] = (struct message){.due = due, .chat = place, .next = NONE};
    if (chat->id) {
        messages[said].seq = ++chat->said;
        if (chat->first_waiting == NONE)
            chat->first_waiting = said;
        else
            messages[chat->last_waiting].next = said;
        chat->last_waiting = said;
        due_in_window += due >= begin && due < finish;
    }
    int length = chosen->dialect->say(frame, sizeof frame, said++, texto);
    ws_send(&chat->socket.conn, frame, (size_t)length);
}

static void mark(uint32_t number, uint8_t what, uint64_t now)
{
    struct message *message = &messages[number];
    if (message->seen & what) {
        twice++;
        return;
    }
    message->seen |= what;
    if (message->due >= begin && message->due < finish) {
        struct samples *where = what == ACKED ? &ack_ms : what == DELIVERED ? &delivery_ms : &inbox_ms;
        samples_add(where, now - message->due);
        if (message->seen == DONE)
            samples_add(&done_ms, now - message->due);
    }
    if (message->seen != DONE)
        return;
    done++;
    done_in_window += now >= begin && now < finish;
    if (is_closed_loop && now < finish)
        say(message->chat, now);
}

/* --- hearing ---------------------------------------------------------------------------------------------- */

static void enter(uint64_t id, uint32_t place)
{
    uint32_t at = (uint32_t)(id * 0x9e3779b1u) & (table_size - 1);
    while (by_id[at] != NONE)
        at = (at + 1) & (table_size - 1);
    by_id[at] = place;
}

static struct chat *find(uint64_t id)
{
    uint32_t at = (uint32_t)(id * 0x9e3779b1u) & (table_size - 1);
    for (; by_id[at] != NONE; at = (at + 1) & (table_size - 1))
        if (chats[by_id[at]].id == id)
            return &chats[by_id[at]];
    return NULL;
}

static struct event hear(struct conn *conn, const char *text, size_t length)
{
    struct event event = {.kind = NOTHING};
    chosen->dialect->read(text, length, ((struct socket *)conn)->person, &event);
    frames += running;
    if (event.kind == REPLY)
        ws_send(conn, event.reply, strlen(event.reply));
    if (event.kind == REFUSED && !refused++)
        fprintf(stderr, "refused: %.*s\n", (int)length, text);
    return event;
}

static void cliente_text(struct conn *conn, const char *text, size_t length)
{
    struct chat *chat = &chats[conn->index];
    struct event event = hear(conn, text, length);
    if (event.kind == READY && !chat->greeted) {
        chat->greeted = true;
        say(conn->index, 0);
    } else if (event.kind == ACK && event.has_number && !chat->id) {
        chat->id = event.chat_id;
        chat->said = chat->delivered = event.seq;
        enter(chat->id, conn->index);
        chats_ready++;
    } else if (event.kind == ACK && event.has_number && event.number < said) {
        disordered += event.seq != messages[event.number].seq;
        mark(event.number, ACKED, now_ns());
    }
}

static void subscribe_all(struct conn *conn)
{
    char frame[256];
    for (uint32_t i = conn->index; i < chat_count; i += agente_count) {
        int length = chosen->dialect->subscribe(frame, sizeof frame, chats[i].id);
        ws_send(conn, frame, (size_t)length);
    }
}

/* The inbox shows a chat as it is now: its row counts for every message up to its last one. */
static void inbox_moved(struct chat *chat, uint64_t last)
{
    uint64_t now = now_ns();
    while (chat->first_waiting != NONE && messages[chat->first_waiting].seq <= last) {
        uint32_t number = chat->first_waiting;
        chat->first_waiting = messages[number].next;
        mark(number, INBOXED, now);
    }
}

static void agente_text(struct conn *conn, const char *text, size_t length)
{
    struct event event = hear(conn, text, length);
    if (event.kind == READY && !event.chat_id) {
        agents_ready++;
        subscribe_all(conn);
    } else if (event.kind == READY) {
        subscribed++;
    } else if (event.kind == MESSAGE && event.has_number && event.number < said) {
        struct chat *chat = &chats[messages[event.number].chat];
        disordered += event.seq != chat->delivered + 1;
        chat->delivered = event.seq;
        mark(event.number, DELIVERED, now_ns());
    } else if (event.kind == INBOX) {
        struct chat *chat = find(event.chat_id);
        if (chat && chat->agente == conn->index)
            inbox_moved(chat, event.seq);
    }
}

static void idle_text(struct conn *conn, const char *text, size_t length)
{
    idle_ready += hear(conn, text, length).kind == READY;
}

static void fail(const char *what, int code)
{
    if (!failure) {
        failure = what;
        failure_code = code;
    }
}

static void cliente_closed(struct conn *conn, int code)
{
    (void)conn;
    fail("a cliente was cut", code);
}

static void agente_closed(struct conn *conn, int code)
{
    (void)conn;
    fail("an agente was cut", code);
}

static const struct ws_handler as_cliente = {NULL, cliente_text, cliente_closed};
static const struct ws_handler as_agente = {NULL, agente_text, agente_closed};
static const struct ws_handler as_idle = {NULL, idle_text, cliente_closed};

/* --- the run ----------------------------------------------------------------------------------------------- */

static bool wait_for(const uint32_t *counter, uint32_t goal, uint64_t until)
{
    while (*counter < goal && !failure) {
        net_poll(until);
        if (now_ns() > until)
            fail("the server was too slow to begin", 0);
    }
    return !failure;
}

static bool gather(const struct people *clientes, const struct people *agents, const struct people *idle)
{
    uint64_t until = now_ns() + SETUP_LIMIT_S * SECOND;
    for (uint32_t i = 0; i < idle_count; i++) {
        if (i >= SETUP_AT_ONCE && !wait_for(&idle_ready, i - SETUP_AT_ONCE + 1, until))
            return false;
        socket_open(&idlers[i], &idle->all[i], chosen->dialect, false, &as_idle, i);
    }
    for (uint32_t i = 0; i < chat_count; i++) {
        if (i >= SETUP_AT_ONCE && !wait_for(&chats_ready, i - SETUP_AT_ONCE + 1, until))
            return false;
        chats[i].first_waiting = NONE;
        chats[i].agente = i % agente_count;
        socket_open(&chats[i].socket, &clientes->all[i], chosen->dialect, false, &as_cliente, i);
    }
    if (!wait_for(&idle_ready, idle_count, until) || !wait_for(&chats_ready, chat_count, until))
        return false;
    for (uint32_t i = 0; i < agente_count; i++)
        socket_open(&agentes[i], &agents->all[i], chosen->dialect, true, &as_agente, i);
    return wait_for(&agents_ready, agente_count, until) && wait_for(&subscribed, chat_count, until);
}

static void arrivals(uint64_t until)
{
    static uint64_t next;
    if (!next)
        next = now_ns();
    while (now_ns() < until && !failure) {
        for (uint64_t now = now_ns(); next <= now; next += chance_wait_ns(chosen->rate))
            say(chance_below(chat_count), next);
        net_poll(next < until ? next : until);
    }
}

static void run_until(uint64_t until)
{
    if (!is_closed_loop)
        arrivals(until);
    else
        while (now_ns() < until && !failure)
            net_poll(until);
}

static void report(double cpu)
{
    double seconds = (double)(finish - begin) / 1e9;
    printf("{\"mode\": \"%s\", \"dialect\": \"%s\", \"chats\": %u, \"agents\": %u, \"idle\": %u, \"seconds\": %.3f, ",
           chosen->mode, chosen->dialect->name, chat_count, agente_count, idle_count, seconds);
    printf("\"done_per_second\": %.1f, \"due_per_second\": %.1f, ", (double)done_in_window / seconds,
           (double)due_in_window / seconds);
    samples_print(&ack_ms, "ack_ms", stdout);
    printf(", ");
    samples_print(&delivery_ms, "delivery_ms", stdout);
    printf(", ");
    samples_print(&inbox_ms, "inbox_ms", stdout);
    printf(", ");
    samples_print(&done_ms, "done_ms", stdout);
    printf(", \"said\": %u, \"missing\": %" PRIu64 ", \"twice\": %" PRIu64 ", \"out_of_order\": %" PRIu64
           ", \"refused\": %" PRIu64 ", \"frames_per_second\": %.0f, \"generator_cores\": %.3f",
           said, said - chats_ready - done, twice, disordered, refused, (double)frames / seconds, cpu / seconds);
    if (failure)
        printf(", \"failure\": \"%s (%d)\"", failure, failure_code);
    printf("}\n");
}

int load_chats(const struct options *options, bool is_open_loop)
{
    struct people clientes = people_read(options->clientes), agents = people_read(options->agentes), idle = {0};
    if (options->idle)
        idle = people_read(options->idle);
    chosen = options;
    is_closed_loop = !is_open_loop;
    chat_count = (uint32_t)clientes.count;
    agente_count = (uint32_t)agents.count;
    idle_count = (uint32_t)idle.count;
    if (!chat_count || !agente_count) {
        fprintf(stderr, "load: no clientes, or no agents\n");
        return 2;
    }
    chats = calloc(chat_count, sizeof *chats);
    agentes = calloc(agente_count, sizeof *agentes);
    idlers = calloc(idle_count + 1, sizeof *idlers);
    for (table_size = 1024; table_size < chat_count * 4; table_size *= 2)
        ;
    by_id = malloc(table_size * sizeof *by_id);
    memset(by_id, 0xff, table_size * sizeof *by_id);
    texto = some_text(options->size);

    double cpu = 0;
    if (gather(&clientes, &agents, &idle)) {
        begin = now_ns() + (uint64_t)(options->warmup * 1e9);
        finish = begin + (uint64_t)(options->seconds * 1e9);
        for (uint32_t i = 0; is_closed_loop && i < chat_count * options->in_flight; i++)
            say(i % chat_count, now_ns());
        run_until(begin);
        running = true;
        tell("begin");
        cpu = own_cpu();
        run_until(finish);
        cpu = own_cpu() - cpu;
        running = false;
        tell("end");
        uint64_t until = finish + (uint64_t)(options->drain * 1e9);
        while (done + chats_ready < said && now_ns() < until && !failure)
            net_poll(until);
    }
    report(cpu);
    return failure ? 1 : 0;
}
