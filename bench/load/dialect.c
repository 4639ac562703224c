/* See dialect.h. `json`: one JSON object a frame, as docs/protocol.md says. `socketio`: Socket.IO 4 over its
   WebSocket transport, with the same objects as the events' argument. */
#include "dialect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "json.h"

static uint64_t run;

void dialect_begin(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    run = ((uint64_t)now.tv_sec * 1000003u ^ (uint64_t)now.tv_nsec ^ (uint64_t)getpid() << 20) & 0xffffffffffffu;
}

/* A UUID of version 4 in form; its first group is the message's number, its last one the run's. */
static int write_uid(char *to, size_t room, uint32_t number)
{
    return snprintf(to, room, "%08x-5eed-4000-8000-%012llx", number, (unsigned long long)run);
}

static bool read_uid(struct piece uid, uint32_t *number)
{
    char own[40], group[9];
    if (uid.length != 36)
        return false;
    memcpy(group, uid.at, 8);
    group[8] = 0;
    *number = (uint32_t)strtoul(group, NULL, 16);
    write_uid(own, sizeof own, *number);
    return memcmp(own, uid.at, 36) == 0;
}

static void read_row(struct piece row, struct event *event)
{
    const char *at = row.at + 1, *end = row.at + row.length;
    struct piece key, value;
    while (json_next(&at, end, &key, &value)) {
        if (piece_is(key, "id"))
            event->chat_id = piece_number(value);
        else if (piece_is(key, "ultimo_seq"))
            event->seq = piece_number(value);
    }
}

static enum event_kind kind_of(struct piece type)
{
    static const struct {
        const char *word;
        enum event_kind kind;
    } known[] = {{"chat_message", MESSAGE}, {"inbox", INBOX}, {"ack", ACK}, {"ready", READY}, {"error", REFUSED}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (piece_is(type, known[i].word))
            return known[i].kind;
    return NOTHING;
}

/* `object` points just after the `{`. */
static void read_object(const char *object, const char *end, struct event *event)
{
    struct piece key, value;
    while (json_next(&object, end, &key, &value)) {
        if (piece_is(key, "type"))
            event->kind = kind_of(value);
        else if (piece_is(key, "chat_id"))
            event->chat_id = piece_number(value);
        else if (piece_is(key, "seq") || piece_is(key, "ultimo_seq"))
            event->seq = piece_number(value);
        else if (piece_is(key, "uid"))
            event->has_number = read_uid(value, &event->number);
        else if (piece_is(key, "chat") && value.length && *value.at == '{')
            read_row(value, event);
    }
}

/* --- json ---------------------------------------------------------------------------------------------- */

static int json_say(char *frame, size_t room, uint32_t number, const char *texto)
{
    char uid[40];
    write_uid(uid, sizeof uid, number);
    return snprintf(frame, room, "{\"type\":\"chat_message\",\"uid\":\"%s\",\"texto\":\"%s\"}", uid, texto);
}

static int json_subscribe(char *frame, size_t room, uint64_t chat_id)
{
    return snprintf(frame, room, "{\"type\":\"subscribe\",\"chat_id\":%llu}", (unsigned long long)chat_id);
}

static int json_ping(char *frame, size_t room)
{
    return snprintf(frame, room, "{\"type\":\"ping\"}");
}

static void json_read(const char *text, size_t length, const struct person *person, struct event *event)
{
    (void)person;
    if (length && *text == '{')
        read_object(text + 1, text + length, event);
}

/* --- socketio: Engine.IO's type, then Socket.IO's ------------------------------------------------------- */

static int socketio_say(char *frame, size_t room, uint32_t number, const char *texto)
{
    char uid[40];
    write_uid(uid, sizeof uid, number);
    return snprintf(frame, room, "42[\"chat_message\",{\"uid\":\"%s\",\"texto\":\"%s\"}]", uid, texto);
}

static int socketio_subscribe(char *frame, size_t room, uint64_t chat_id)
{
    return snprintf(frame, room, "42[\"subscribe\",{\"chat_id\":%llu}]", (unsigned long long)chat_id);
}

static void socketio_read(const char *text, size_t length, const struct person *person, struct event *event)
{
    if (length >= 1 && *text == '0') { /* open: join the namespace, with who we are */
        event->kind = REPLY;
        int used = snprintf(event->reply, sizeof event->reply, "40{\"token\":\"%s\"", person->token);
        if (person->follows)
            used += snprintf(event->reply + used, sizeof event->reply - (size_t)used, ",\"despues\":%llu",
                             (unsigned long long)person->after);
        if (used + 2 > (int)sizeof event->reply) {
            fprintf(stderr, "a token of %zu characters is too long\n", strlen(person->token));
            exit(2);
        }
        strcat(event->reply, "}");
    } else if (length == 1 && *text == '2') { /* ping */
        event->kind = REPLY;
        strcpy(event->reply, "3");
    } else if (length >= 2 && text[0] == '4' && text[1] == '4') {
        event->kind = REFUSED;
    } else if (length > 4 && text[0] == '4' && text[1] == '2') {
        const char *end = text + length, *name = text + 4, *quote = memchr(name, '"', (size_t)(end - name));
        const char *object = quote ? memchr(quote, '{', (size_t)(end - quote)) : NULL;
        if (object)
            read_object(object + 1, end, event);
        if (quote)
            event->kind = kind_of((struct piece){name, (size_t)(quote - name)});
    }
}

static const struct dialect dialects[] = {
    {"json", "/ws/chat/soporte/", "/ws/soporte/", true, true, json_say, json_subscribe, json_ping, json_read},
    {"socketio", "/socket.io/?EIO=4&transport=websocket", "/socket.io/?EIO=4&transport=websocket", false, false,
     socketio_say, socketio_subscribe, NULL, socketio_read},
};

const struct dialect *dialect_named(const char *name)
{
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i].name, name) == 0)
            return &dialects[i];
    fprintf(stderr, "no such dialect: %s (json, socketio)\n", name);
    exit(2);
}
