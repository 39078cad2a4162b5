// One library with many summarizers, each of which misbehaves in one way while it summarizes.

#define _GNU_SOURCE

#include "faulty.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOG_WARN = 2, LOG_INFO = 3 };

// Logs that a call of the system was denied, and why.
static void log_denied(const SynopticOutput *output, const char *what, int error) {
    char line[200];
    snprintf(line, sizeof line, "%s: denied, errno %d: %s", what, error, strerror(error));
    output->log(output->context, LOG_INFO, str(line));
}

// Says that the work has begun, for tests that wait for it.
static void begin(const SynopticOutput *output) {
    output->progress(output->context, 0.0f);
}

// ---- Parameters ----

// Where the value of a parameter begins: after `"name":`. The host writes compact JSON that fits the schema, and a
// library for tests needn't read more than that. Returns NULL where the parameter isn't there.
static const char *find_value(const SynopticRequest *request, const char *name, const char **end) {
    char key[32];
    const char *params = (const char *)request->params.data;
    int length = snprintf(key, sizeof key, "\"%s\":", name);
    if (request->params.len == 0) {
        return NULL;
    }
    const char *found = memmem(params, request->params.len, key, (size_t)length);
    if (found == NULL) {
        return NULL;
    }
    *end = params + request->params.len;
    for (found += length; found < *end && *found == ' '; found++) {
    }
    return found;
}

// Reads `{"port": N}`; 0 where it isn't there.
static int read_port(const SynopticRequest *request) {
    const char *end = NULL;
    const char *at = find_value(request, "port", &end);
    int port = 0;
    for (; at != NULL && at < end && *at >= '0' && *at <= '9' && port <= 65535; at++) {
        port = port * 10 + (*at - '0');
    }
    return port <= 65535 ? port : 0;
}

// Reads `{"path": "..."}`; an escaped character stands for itself. Returns whether it is there.
static int read_path(const SynopticRequest *request, char *path, size_t size) {
    const char *end = NULL;
    const char *at = find_value(request, "path", &end);
    size_t length = 0;
    if (at == NULL || at == end || *at != '"') {
        return 0;
    }
    for (at++; at < end && *at != '"' && length + 1 < size; at++) {
        if (*at == '\\' && at + 1 < end) {
            at++;
        }
        path[length++] = *at;
    }
    path[length] = '\0';
    return length > 0;
}

static int32_t refuse(const SynopticOutput *output, const char *message) {
    output->error(output->context, str(message));
    return SYNOPTIC_STATUS_INVALID_ARGUMENT;
}

#define ONE_PARAM(schema) "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" schema "}}"

static void port_params(void *context, void (*emit)(void *, SynopticStr)) {
    emit(context, str(ONE_PARAM("\"port\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":65535,"
                                "\"description\":\"The port of 127.0.0.1 to connect to.\"}")));
}

static void path_params(void *context, void (*emit)(void *, SynopticStr)) {
    emit(context, str(ONE_PARAM("\"path\":{\"type\":\"string\",\"minLength\":1,"
                                "\"description\":\"The file to open.\"}")));
}

// ---- What ends the process ----

static int32_t null_write(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    // Both are volatile, so that the compiler neither sees the null nor leaves the write out.
    volatile int *volatile nowhere = NULL;
    (void)instance;
    *nowhere = 1;
    return offer_in_order(request, output);
}

static int32_t aborts(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    (void)request;
    (void)output;
    abort();
}

static int32_t exits(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    (void)request;
    (void)output;
    exit(3);
}

// How deep the recursion goes: as far as the stack. Volatile, so that the compiler doesn't know that.
static volatile unsigned depth_max = UINT_MAX;

static __attribute__((noinline)) unsigned go_deeper(unsigned depth) {
    volatile char frame[4096];
    frame[depth % sizeof frame] = (char)depth;
    if (depth == depth_max) {
        return depth;
    }
    // The sum after the call keeps it from becoming a jump.
    return go_deeper(depth + 1) + (unsigned char)frame[depth % sizeof frame];
}

static int32_t deep(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    char line[40];
    (void)instance;
    snprintf(line, sizeof line, "%u", go_deeper(0));
    output->log(output->context, LOG_WARN, str(line));
    return offer_in_order(request, output);
}

static int32_t eats_memory(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    enum { BLOCK_BYTES = 1 << 24 };
    void **volatile last = NULL;
    (void)instance;
    (void)request;
    begin(output);
    for (;;) {
        // Written to, as memory that nobody has touched doesn't count; and linked, so that it isn't optimized away.
        void **block = malloc(BLOCK_BYTES);
        if (block == NULL) {
            abort();
        }
        memset(block, 1, BLOCK_BYTES);
        *block = last;
        last = block;
    }
}

// ---- What doesn't end ----

// Computes for ever. The counter is volatile: C may take a loop that does nothing to end.
static _Noreturn void spin(void) {
    for (volatile unsigned turns = 0;; turns++) {
    }
}

static int32_t spins(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    (void)request;
    begin(output);
    spin();
}

static int32_t sleeps(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    const struct timespec millisecond = {0, 1000000};
    (void)instance;
    begin(output);
    while (!synoptic_is_stopped(request)) {
        nanosleep(&millisecond, NULL);
    }
    return SYNOPTIC_STATUS_CANCELLED;
}

static void *spin_in_thread(void *argument) {
    (void)argument;
    spin();
}

static int32_t threads(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    pthread_t thread;
    (void)instance;
    int error = pthread_create(&thread, NULL, spin_in_thread, NULL);
    if (error == 0) {
        pthread_detach(thread);
    } else {
        log_denied(output, "pthread_create", error);
    }
    return offer_in_order(request, output);
}

// ---- What reaches out of the process ----

static int32_t prints(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    printf("a plugin's line on stdout\n");
    printf("{\"looks\":\"like a frame of some protocol\"}\n");
    fflush(stdout);
    fprintf(stderr, "a plugin's line on stderr\n");
    fflush(stderr);
    setenv("SYNOPTIC_TEST_SET_BY_PLUGIN", "1", 1);
    return offer_in_order(request, output);
}

static int32_t connects(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    static const char LEAK[] = "leak";
    int port = read_port(request);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    (void)instance;
    if (port == 0) {
        return refuse(output, "params: no `port`");
    }
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection < 0) {
        log_denied(output, "socket", errno);
        return offer_in_order(request, output);
    }
    if (connect(connection, (const struct sockaddr *)&address, sizeof address) != 0) {
        log_denied(output, "connect", errno);
        close(connection);
        return offer_in_order(request, output);
    }
    if (send(connection, LEAK, sizeof LEAK - 1, MSG_NOSIGNAL) < 0) {
        log_denied(output, "send", errno);
    }
    close(connection);
    return fail(output, "connected");
}

static int32_t reads_files(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    char path[PATH_MAX];
    (void)instance;
    if (!read_path(request, path, sizeof path)) {
        return refuse(output, "params: no `path`");
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        log_denied(output, "open", errno);
        return offer_in_order(request, output);
    }
    close(file);
    return fail(output, "read");
}

static int32_t writes_files(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    char path[PATH_MAX];
    (void)instance;
    if (!read_path(request, path, sizeof path)) {
        return refuse(output, "params: no `path`");
    }
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        log_denied(output, "open", errno);
        return offer_in_order(request, output);
    }
    close(file);
    return fail(output, "wrote");
}

// Starts a process by each of two ways. Returns whether one of them worked.
static int starts_process(const SynopticOutput *output) {
    static char program[] = "/bin/true";
    static char *const arguments[] = {program, NULL};
    static char *const environment[] = {NULL};
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    if (child > 0) {
        waitpid(child, NULL, 0);
        return 1;
    }
    log_denied(output, "fork", errno);
    child = vfork();
    if (child == 0) {
        execve(program, arguments, environment);
        _exit(127);
    }
    if (child > 0) {
        waitpid(child, NULL, 0);
        return 1;
    }
    log_denied(output, "vfork", errno);
    return 0;
}

static int32_t forks(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    return starts_process(output) ? fail(output, "forked") : offer_in_order(request, output);
}

// ---- What breaks the contract of the callbacks ----

// Goes on whatever the host returns, and says that all is well.
static int32_t bad_indices(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    const SynopticSpan beyond = {0, 0, UINT32_MAX};
    (void)instance;
    (void)request;
    output->emit_sentence(output->context, 7, 0, 1.0f);
    output->emit_sentence(output->context, 0, UINT32_MAX, 1.0f);
    output->emit_text(output->context, SYNOPTIC_KIND_EXTRACTIVE, str("never said"), &beyond, 1, 1.0f);
    return SYNOPTIC_STATUS_OK;
}

static int32_t bad_utf8(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    const SynopticSentence *first = request->documents[0]->sentences;
    SynopticSpan span = {0, 0, 0};
    (void)instance;
    if (request->documents[0]->sentence_count > 0) {
        span.start = first->start;
        span.end = first->end;
    }
    // A continuation without a beginning, and a beginning without its continuation.
    output->emit_text(output->context, SYNOPTIC_KIND_EXTRACTIVE, str("broken \x80 text \xe2\x82"), &span, 1, 1.0f);
    return SYNOPTIC_STATUS_OK;
}

static int32_t floods(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    enum { LINES = 1000000, LINE_BYTES = 1000 };
    char line[LINE_BYTES];
    (void)instance;
    memset(line, 'x', sizeof line);
    for (int i = 0; i < LINES; i++) {
        output->log(output->context, LOG_INFO, (SynopticStr){(const uint8_t *)line, sizeof line});
    }
    return offer_in_order(request, output);
}

// ---- The tables ----

#define PLAIN(function, name, says) SUMMARIZER(function##_summarizer, name, says, no_params, create_nothing, function)

PLAIN(null_write, "null-write", "Writes to a null pointer.");
PLAIN(aborts, "aborts", "Calls abort.");
PLAIN(exits, "exits", "Ends the process with status 3.");
PLAIN(spins, "spins", "Computes for ever, whatever the stop word says.");
PLAIN(eats_memory, "eats-memory", "Takes memory until there is none, and aborts.");
PLAIN(deep, "deep", "Recurses until the stack is full.");
PLAIN(prints, "prints", "Writes to stdout and stderr, sets an environment variable, and answers.");
SUMMARIZER(connects_summarizer, "connects", "Connects to a port of this machine; answers where that is denied.",
           port_params, create_nothing, connects);
SUMMARIZER(reads_files_summarizer, "reads-files", "Opens a file to read; answers where that is denied.", path_params,
           create_nothing, reads_files);
SUMMARIZER(writes_files_summarizer, "writes-files", "Creates a file; answers where that is denied.", path_params,
           create_nothing, writes_files);
PLAIN(forks, "forks", "Starts a process; answers where that is denied.");
PLAIN(threads, "threads", "Starts a thread that computes for ever, and answers.");
PLAIN(sleeps, "sleeps", "Sleeps until it is stopped.");
PLAIN(bad_indices, "bad-indices", "Offers a document, a sentence and a span that don't exist.");
PLAIN(bad_utf8, "bad-utf8", "Offers a text that is not UTF-8.");
PLAIN(floods, "floods", "Logs a million lines, and answers.");
PLAIN(good, "good", "Answers: the sentences in order.");

static const SynopticSummarizer *const SUMMARIZERS[] = {
    &null_write_summarizer,
    &aborts_summarizer,
    &exits_summarizer,
    &spins_summarizer,
    &eats_memory_summarizer,
    &deep_summarizer,
    &prints_summarizer,
    &connects_summarizer,
    &reads_files_summarizer,
    &writes_files_summarizer,
    &forks_summarizer,
    &threads_summarizer,
    &sleeps_summarizer,
    &bad_indices_summarizer,
    &bad_utf8_summarizer,
    &floods_summarizer,
    &good_summarizer,
};

PLUGIN("faulty-c", "1.0.0", SUMMARIZERS);
