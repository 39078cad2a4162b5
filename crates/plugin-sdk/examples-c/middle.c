// A plugin in C: the sentences nearest to the middle of each document, or to another place of it, come first.
//
// It is a model to copy. What the ABI asks of a plugin stands in synoptic_plugin.h; what this file adds is why.
// Build it as README.md says.

#include <stdlib.h>
#include <string.h>

#include "synoptic_plugin.h"

// The parameters. A schema for people and for the host, which checks a request against it before the call: with
// additionalProperties false it refuses misspelt names, too.
#define PARAMS_SCHEMA \
    "{" \
    "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"," \
    "\"type\":\"object\"," \
    "\"additionalProperties\":false," \
    "\"properties\":{\"at\":{" \
    "\"type\":\"number\",\"minimum\":0,\"maximum\":1,\"default\":0.5," \
    "\"description\":\"The place that sentences are wanted from: 0 is the beginning of a document, 1 its end.\"" \
    "}}" \
    "}"

// Where sentences are wanted from when the request doesn't say.
static const double AT_DEFAULT = 0.5;

// A sentence that may stand in the summary.
typedef struct Candidate {
    uint32_t document;
    uint32_t sentence;
    // How many sentences away it is from where sentences are wanted.
    double distance;
} Candidate;

// ---- Parameters ----

// What is left of a JSON text.
typedef struct Json {
    const char *at;
    const char *end;
} Json;

static void skip_space(Json *json) {
    while (json->at < json->end && (*json->at == ' ' || *json->at == '\t' || *json->at == '\n' || *json->at == '\r')) {
        json->at++;
    }
}

// Takes a text that comes next. Returns whether it was there.
static int take(Json *json, const char *text) {
    size_t length = strlen(text);
    skip_space(json);
    // The length comes first: params have no final NUL.
    if ((size_t)(json->end - json->at) < length || memcmp(json->at, text, length) != 0) {
        return 0;
    }
    json->at += length;
    return 1;
}

static int is_digit(const Json *json) {
    return json->at < json->end && *json->at >= '0' && *json->at <= '9';
}

// Reads a number. Not with strtod: it needs a final NUL, and takes a comma for the point in some locales, which the
// whole process shares.
static int take_number(Json *json, double *number) {
    int negative = take(json, "-");
    double value = 0;
    int power = 0;
    if (!is_digit(json)) {
        return 0;
    }
    for (; is_digit(json); json->at++) {
        value = value * 10 + (*json->at - '0');
    }
    if (json->at < json->end && *json->at == '.') {
        json->at++;
        if (!is_digit(json)) {
            return 0;
        }
        for (; is_digit(json); json->at++) {
            value = value * 10 + (*json->at - '0');
            power--;
        }
    }
    if (json->at < json->end && (*json->at == 'e' || *json->at == 'E')) {
        int sign = 1;
        int exponent = 0;
        json->at++;
        if (json->at < json->end && (*json->at == '+' || *json->at == '-')) {
            sign = *json->at++ == '-' ? -1 : 1;
        }
        if (!is_digit(json)) {
            return 0;
        }
        for (; is_digit(json); json->at++) {
            // Beyond this, every double is 0 or infinite anyway.
            exponent = exponent < 1000 ? exponent * 10 + (*json->at - '0') : exponent;
        }
        power += sign * exponent;
    }
    for (; power > 0 && value < 1e300; power--) {
        value *= 10;
    }
    for (; power < 0 && value > 0; power++) {
        value /= 10;
    }
    *number = negative ? -value : value;
    return 1;
}

// Reads the parameters. Returns NULL, or what is wrong with them.
//
// The host has checked them against the schema. They are read with care all the same: what can't be understood is told
// to the caller, and not guessed at.
static const char *read_params(SynopticStr params, double *at) {
    *at = AT_DEFAULT;
    // No parameters at all: nothing to read, and `data` may be null.
    if (params.len == 0) {
        return NULL;
    }
    Json json = {(const char *)params.data, (const char *)params.data + params.len};
    if (!take(&json, "{")) {
        return "params: not an object";
    }
    if (!take(&json, "}")) {
        if (!take(&json, "\"at\"") || !take(&json, ":")) {
            return "params: `at` is the one parameter";
        }
        skip_space(&json);
        if (!take_number(&json, at)) {
            return "params: `at` is not a number";
        }
        // Written so that a NaN would fail, too.
        if (!(*at >= 0 && *at <= 1)) {
            return "params: `at` is not from 0 to 1";
        }
        if (!take(&json, "}")) {
            return "params: something follows `at`";
        }
    }
    skip_space(&json);
    return json.at == json.end ? NULL : "params: something follows the object";
}

// ---- The summarizer ----

// Says why a call fails, and returns its status.
static int32_t fail(const SynopticOutput *output, int32_t status, const char *message) {
    SynopticStr text = {(const uint8_t *)message, strlen(message)};
    // The host copies the message before this returns, so that a text on the stack would do as well.
    output->error(output->context, text);
    return status;
}

// Titles, headings and boilerplate are sentences of a document, too. The host skips them when they are offered; to
// leave them out here is what makes the middle the middle of the report.
static int is_candidate(const SynopticSentence *sentence) {
    return (sentence->flags & SYNOPTIC_SENTENCE_CANDIDATE) != 0;
}

static size_t count_candidates(const SynopticDocument *document) {
    size_t count = 0;
    for (size_t sentence = 0; sentence < document->sentence_count; sentence++) {
        count += is_candidate(&document->sentences[sentence]) ? 1 : 0;
    }
    return count;
}

// Notes the candidates of a document. Returns how many.
static size_t find_candidates(const SynopticDocument *document, uint32_t index, double at, Candidate *candidates) {
    size_t total = count_candidates(document);
    size_t found = 0;
    double center = total > 0 ? at * (double)(total - 1) : 0;
    for (size_t sentence = 0; sentence < document->sentence_count; sentence++) {
        if (is_candidate(&document->sentences[sentence])) {
            double distance = (double)found - center;
            candidates[found].document = index;
            candidates[found].sentence = (uint32_t)sentence;
            candidates[found].distance = distance < 0 ? -distance : distance;
            found++;
        }
    }
    return found;
}

// The nearest first; of equals the one of the earlier document, then the earlier sentence. As no two candidates are
// equal, the order doesn't hang on the algorithm of qsort: the same request gives the same summary.
static int compare(const void *left, const void *right) {
    const Candidate *a = left;
    const Candidate *b = right;
    if (a->distance != b->distance) {
        return a->distance < b->distance ? -1 : 1;
    }
    if (a->document != b->document) {
        return a->document < b->document ? -1 : 1;
    }
    return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

// Offers the candidates, until the host has had enough.
static int32_t offer(const Candidate *candidates, size_t count, const SynopticOutput *output) {
    for (size_t i = 0; i < count; i++) {
        // The higher the better; from 1 downwards.
        float score = (float)(1 / (1 + candidates[i].distance));
        switch (output->emit_sentence(output->context, candidates[i].document, candidates[i].sentence, score)) {
        case SYNOPTIC_EMIT_TAKEN:
        // It didn't fit into what is left of the length. A shorter one may.
        case SYNOPTIC_EMIT_SKIPPED:
            break;
        case SYNOPTIC_EMIT_FULL:
            return SYNOPTIC_STATUS_OK;
        case SYNOPTIC_EMIT_STOPPED:
            return SYNOPTIC_STATUS_CANCELLED;
        // SYNOPTIC_EMIT_INVALID, and what later versions may add: go no further.
        default:
            return fail(output, SYNOPTIC_STATUS_INTERNAL, "the host refused a sentence");
        }
    }
    // Nothing is left to offer. That the summary is short is the host's to tell.
    return SYNOPTIC_STATUS_OK;
}

// Several threads may be in this function at once. All that it writes to is its own: there is nothing to lock.
static int32_t summarize(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    double at;
    const char *wrong = read_params(request->params, &at);
    (void)instance;
    if (wrong != NULL) {
        return fail(output, SYNOPTIC_STATUS_INVALID_ARGUMENT, wrong);
    }
    size_t total = 0;
    for (size_t document = 0; document < request->document_count; document++) {
        total += count_candidates(request->documents[document]);
    }
    if (total == 0) {
        return SYNOPTIC_STATUS_OK;
    }
    Candidate *candidates = calloc(total, sizeof *candidates);
    if (candidates == NULL) {
        return fail(output, SYNOPTIC_STATUS_INTERNAL, "out of memory");
    }
    size_t found = 0;
    for (size_t document = 0; document < request->document_count; document++) {
        // A caller who has gone shouldn't keep this thread. Here it is a matter of form, as the loop is short; a longer
        // one asks every few milliseconds.
        if (synoptic_is_stopped(request)) {
            free(candidates);
            return SYNOPTIC_STATUS_CANCELLED;
        }
        found += find_candidates(request->documents[document], (uint32_t)document, at, candidates + found);
    }
    qsort(candidates, found, sizeof *candidates, compare);
    int32_t status = offer(candidates, found, output);
    free(candidates);
    return status;
}

// ---- What the host finds ----

static void params_schema(void *context, void (*emit)(void *, SynopticStr)) {
    emit(context, (SynopticStr)SYNOPTIC_STR(PARAMS_SCHEMA));
}

// This summarizer has no state. One that has, such as a dictionary, makes it here, once, and doesn't change it after.
static int32_t create(const SynopticHost *host, void **instance) {
    (void)host;
    *instance = NULL;
    return SYNOPTIC_STATUS_OK;
}

static void destroy(void *instance) {
    (void)instance;
}

// No optional functions. NULL is the answer to every name that a plugin doesn't know.
static const void *get_extension(SynopticStr name) {
    (void)name;
    return NULL;
}

static const SynopticSummarizer MIDDLE = {
    .struct_size = sizeof(SynopticSummarizer),
    .flags = 0,
    .kinds = SYNOPTIC_KIND_EXTRACTIVE,
    .reserved = 0,
    .name = SYNOPTIC_STR("middle"),
    .description = SYNOPTIC_STR("The sentences nearest to the middle of each document, or to another place of it."),
    // Places are places in any language.
    .languages = SYNOPTIC_STR(""),
    .params_schema = params_schema,
    .create = create,
    .destroy = destroy,
    .summarize = summarize,
};

static const SynopticSummarizer *const SUMMARIZERS[] = {&MIDDLE};

// The one symbol that leaves the library. Everything else is static, and hidden by -fvisibility=hidden: libraries that
// are loaded together don't meet each other's names.
SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1 = {
    .magic = SYNOPTIC_MAGIC,
    .struct_size = sizeof(SynopticPlugin),
    .abi_major = SYNOPTIC_ABI_MAJOR,
    .abi_minor = SYNOPTIC_ABI_MINOR,
    // C has no panics.
    .panic_strategy = SYNOPTIC_PANIC_NONE,
    .summarizer_count = sizeof SUMMARIZERS / sizeof SUMMARIZERS[0],
    .name = SYNOPTIC_STR("example-middle"),
    .version = SYNOPTIC_STR("1.0.0"),
    .toolchain = SYNOPTIC_STR("C compiler " __VERSION__),
    .sdk = SYNOPTIC_STR(SYNOPTIC_SDK),
    .summarizers = SUMMARIZERS,
    .get_extension = get_extension,
};
