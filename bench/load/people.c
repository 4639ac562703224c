/* See people.h. */
#include "people.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct people people_read(const char *path)
{
    struct people people = {0};
    size_t room = 0, width = 0;
    char *line = NULL;
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    while (getline(&line, &width, file) > 0) {
        char *host = strtok(line, "\t\n"), *token = strtok(NULL, "\t\n"), *after = strtok(NULL, "\t\n");
        if (!host || !token)
            continue;
        if (people.count == room) {
            room = room ? room * 2 : 256;
            people.all = realloc(people.all, room * sizeof *people.all);
        }
        people.all[people.count++] = (struct person){
            .host = strdup(host),
            .token = strdup(token),
            .after = after ? strtoull(after, NULL, 10) : 0,
            .follows = after != NULL,
        };
    }
    free(line);
    fclose(file);
    return people;
}

void socket_open(struct socket *socket, const struct person *person, const struct dialect *dialect, bool as_agente,
                 const struct ws_handler *handler, uint32_t index)
{
    const char *path = as_agente ? dialect->agente_path : dialect->cliente_path;
    int used = snprintf(socket->path, sizeof socket->path, "%s", path);
    if (person->follows && dialect->after_in_path)
        snprintf(socket->path + used, sizeof socket->path - (size_t)used, "?despues=%llu",
                 (unsigned long long)person->after);
    if (dialect->token_in_subprotocol) {
        if (snprintf(socket->protocols, sizeof socket->protocols, "ventanilla.v1, token.%s", person->token) >=
            (int)sizeof socket->protocols) {
            fprintf(stderr, "a token of %zu characters is too long\n", strlen(person->token));
            exit(2);
        }
    }
    socket->person = person;
    socket->conn.index = index;
    socket->ws.handler = handler;
    socket->ws.host = person->host;
    socket->ws.path = socket->path;
    socket->ws.protocols = dialect->token_in_subprotocol ? socket->protocols : NULL;
    ws_connect(&socket->conn, &socket->ws);
}

/* xorshift64*: the same arrivals in every run. */
static uint64_t state = 0x9e3779b97f4a7c15u;

static uint64_t chance(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1du;
}

uint32_t chance_below(uint32_t limit)
{
    return (uint32_t)((chance() >> 32) * limit >> 32);
}

uint64_t chance_wait_ns(double a_second)
{
    double uniform = (double)((chance() >> 11) + 1) / 9007199254740993.0;
    return (uint64_t)(-log(uniform) / a_second * 1e9);
}
