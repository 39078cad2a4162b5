// What the faulty plugins share: a summarizer that behaves, and the tables that a library exports.
//
// Each .c file here is a library:
//   cc -std=gnu11 -Wall -Wextra -Werror -fPIC -shared -O1 -fvisibility=hidden -pthread -o crash.so crash.c

#ifndef FAULTY_H
#define FAULTY_H

#include <stdio.h>
#include <string.h>

#include "../../../plugin-sdk/include/synoptic_plugin.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

// What the summarizers of these libraries take where they take nothing.
#define NO_PARAMS "{\"type\":\"object\",\"additionalProperties\":false}"

static inline SynopticStr str(const char *text) {
    return (SynopticStr){(const uint8_t *)text, strlen(text)};
}

// Fails a call, with a reason.
static inline int32_t fail(const SynopticOutput *output, const char *message) {
    output->error(output->context, str(message));
    return SYNOPTIC_STATUS_INTERNAL;
}

// Offers the sentences in order: what every good summarizer of these libraries does.
static inline int32_t offer_in_order(const SynopticRequest *request, const SynopticOutput *output) {
    for (size_t document = 0; document < request->document_count; document++) {
        const SynopticDocument *source = request->documents[document];
        for (size_t sentence = 0; sentence < source->sentence_count; sentence++) {
            if (synoptic_is_stopped(request)) {
                return SYNOPTIC_STATUS_CANCELLED;
            }
            if ((source->sentences[sentence].flags & SYNOPTIC_SENTENCE_CANDIDATE) == 0) {
                continue;
            }
            float score = 1.0f / (float)(sentence + 1);
            switch (output->emit_sentence(output->context, (uint32_t)document, (uint32_t)sentence, score)) {
            case SYNOPTIC_EMIT_TAKEN:
            case SYNOPTIC_EMIT_SKIPPED:
                break;
            case SYNOPTIC_EMIT_FULL:
                return SYNOPTIC_STATUS_OK;
            case SYNOPTIC_EMIT_STOPPED:
                return SYNOPTIC_STATUS_CANCELLED;
            default:
                return fail(output, "the host refused a sentence");
            }
        }
    }
    return SYNOPTIC_STATUS_OK;
}

static inline int32_t good(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    return offer_in_order(request, output);
}

static inline void no_params(void *context, void (*emit)(void *, SynopticStr)) {
    emit(context, str(NO_PARAMS));
}

static inline int32_t create_nothing(const SynopticHost *host, void **instance) {
    (void)host;
    *instance = NULL;
    return SYNOPTIC_STATUS_OK;
}

static inline void destroy_nothing(void *instance) {
    (void)instance;
}

static inline const void *no_extension(SynopticStr name) {
    (void)name;
    return NULL;
}

// Defines a summarizer.
#define SUMMARIZER(variable, summarizer_name, says, schema_function, create_function, summarize_function) \
    static const SynopticSummarizer variable = { \
        .struct_size = sizeof(SynopticSummarizer), \
        .flags = 0, \
        .kinds = SYNOPTIC_KIND_EXTRACTIVE, \
        .reserved = 0, \
        .name = SYNOPTIC_STR(summarizer_name), \
        .description = SYNOPTIC_STR(says), \
        .languages = SYNOPTIC_STR(""), \
        .params_schema = schema_function, \
        .create = create_function, \
        .destroy = destroy_nothing, \
        .summarize = summarize_function, \
    }

// Defines what a library exports, with a header of its own.
#define PLUGIN_WITH(number, major, minor, strategy, plugin_name, plugin_version, table) \
    SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1 = { \
        .magic = number, \
        .struct_size = sizeof(SynopticPlugin), \
        .abi_major = major, \
        .abi_minor = minor, \
        .panic_strategy = strategy, \
        .summarizer_count = COUNT_OF(table), \
        .name = SYNOPTIC_STR(plugin_name), \
        .version = SYNOPTIC_STR(plugin_version), \
        .toolchain = SYNOPTIC_STR("C compiler " __VERSION__), \
        .sdk = SYNOPTIC_STR(SYNOPTIC_SDK), \
        .summarizers = table, \
        .get_extension = no_extension, \
    }

// Defines what a library exports.
#define PLUGIN(plugin_name, plugin_version, table) \
    PLUGIN_WITH(SYNOPTIC_MAGIC, SYNOPTIC_ABI_MAJOR, SYNOPTIC_ABI_MINOR, SYNOPTIC_PANIC_NONE, plugin_name, \
                plugin_version, table)

#endif
