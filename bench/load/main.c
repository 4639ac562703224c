/* The load generator: one thread, one epoll, C and libc alone. Reads its command line and starts a mode. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "load.h"

static const char usage[] =
    "usage: load MODE --port PORT [options]\n"
    "\n"
    "  closed   each chat has one message in flight: acked, delivered and in the inbox before the next one\n"
    "  open     messages arrive at --rate a second (Poisson) whatever the server does\n"
    "  fill     every chat of --clientes has --catch-up messages afterwards; prints [[chat_id, last seq], ...]\n"
    "  storm    connects, catches up on --catch-up messages, leaves, and again\n"
    "  idle     opens the connections of --clientes and holds them for --seconds\n"
    "  http     sends the lines of --requests (host, token, method, path, body) over kept connections\n"
    "\n"
    "  --clientes FILE   lines of: host TAB token [TAB last seq seen]     --agentes FILE   the same, for agents\n"
    "  --idle FILE       more clientes, connected but silent              --dialect json|socketio\n"
    "  --seconds S  --warmup S  --drain S  --rate N  --in-flight N  --catch-up N  --size N  --address A\n";

void tell(const char *event)
{
    printf("{\"event\": \"%s\"}\n", event);
    fflush(stdout);
}

double own_cpu(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

const char *some_text(unsigned size)
{
    static const char words[] = "Hola, no puedo descargar la factura de noviembre. ";
    char *text = malloc(size + 1);
    for (unsigned i = 0; i < size; i++)
        text[i] = words[i % (sizeof words - 1)];
    text[size] = 0;
    return text;
}

enum { PORT = 1, ADDRESS, DIALECT, CLIENTES, AGENTES, IDLE, REQUESTS, SECONDS, WARMUP, DRAIN, RATE, FLIGHT, CATCH, SIZE };

static const struct option names[] = {
    {"port", 1, 0, PORT},         {"address", 1, 0, ADDRESS}, {"dialect", 1, 0, DIALECT}, {"clientes", 1, 0, CLIENTES},
    {"agentes", 1, 0, AGENTES},   {"idle", 1, 0, IDLE},       {"requests", 1, 0, REQUESTS}, {"seconds", 1, 0, SECONDS},
    {"warmup", 1, 0, WARMUP},     {"drain", 1, 0, DRAIN},     {"rate", 1, 0, RATE},       {"in-flight", 1, 0, FLIGHT},
    {"catch-up", 1, 0, CATCH},    {"size", 1, 0, SIZE},       {0, 0, 0, 0},
};

static struct options parse(int count, char **words)
{
    struct options chosen = {
        .mode = words[1],
        .address = "127.0.0.1",
        .dialect = dialect_named("json"),
        .seconds = 5,
        .warmup = 1,
        .drain = 5,
        .rate = 100,
        .in_flight = 1,
        .size = 120,
    };
    int name;
    optind = 2;
    while ((name = getopt_long(count, words, "", names, NULL)) != -1) {
        switch (name) {
        case PORT: chosen.port = atoi(optarg); break;
        case ADDRESS: chosen.address = optarg; break;
        case DIALECT: chosen.dialect = dialect_named(optarg); break;
        case CLIENTES: chosen.clientes = optarg; break;
        case AGENTES: chosen.agentes = optarg; break;
        case IDLE: chosen.idle = optarg; break;
        case REQUESTS: chosen.requests = optarg; break;
        case SECONDS: chosen.seconds = atof(optarg); break;
        case WARMUP: chosen.warmup = atof(optarg); break;
        case DRAIN: chosen.drain = atof(optarg); break;
        case RATE: chosen.rate = atof(optarg); break;
        case FLIGHT: chosen.in_flight = (unsigned)atoi(optarg); break;
        case CATCH: chosen.catch_up = (unsigned)atoi(optarg); break;
        case SIZE: chosen.size = (unsigned)atoi(optarg); break;
        default: fputs(usage, stderr); exit(2);
        }
    }
    return chosen;
}

static void need(const char *value, const char *option)
{
    if (value)
        return;
    fprintf(stderr, "load: this mode needs %s\n", option);
    exit(2);
}

int main(int count, char **words)
{
    if (count < 2) {
        fputs(usage, stderr);
        return 2;
    }
    struct options options = parse(count, words);
    const char *mode = options.mode;
    bool chats = !strcmp(mode, "closed") || !strcmp(mode, "open");
    bool sockets = chats || !strcmp(mode, "fill") || !strcmp(mode, "storm") || !strcmp(mode, "idle");
    if (!(sockets || !strcmp(mode, "http")) || !options.port || !options.in_flight) {
        fputs(usage, stderr);
        return 2;
    }
    if (sockets)
        need(options.clientes, "--clientes");
    if (chats)
        need(options.agentes, "--agentes");
    dialect_begin();
    net_init(options.address, options.port);
    if (chats)
        return load_chats(&options, !strcmp(mode, "open"));
    if (!strcmp(mode, "fill"))
        return load_fill(&options);
    if (!strcmp(mode, "storm"))
        return load_storm(&options);
    if (!strcmp(mode, "idle"))
        return load_idle(&options);
    need(options.requests, "--requests");
    return load_http(&options);
}
