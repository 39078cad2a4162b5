// A summarizer for Synoptic: the first sentence of each document, then the second of each, and so on.
//
// The host has split the documents into sentences and terms, keeps the length that was asked for, and puts the
// sentences into their order. What is left to do is to offer sentences, the best first: see `summarize`.

#include "synoptic_plugin.h"

// The JSON Schema of the parameters; there are none. A request's parameters come as JSON in `request->params`, checked
// against this.
#define PARAMS_SCHEMA "{\"type\":\"object\",\"additionalProperties\":false}"

// Titles, headings and boilerplate are sentences, too, and may not stand in a summary.
static int is_candidate(const SynopticSentence *sentence) {
    return (sentence->flags & SYNOPTIC_SENTENCE_CANDIDATE) != 0;
}

// Called from several threads at once: it writes to nothing that calls share.
static int32_t summarize(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    int more = 1;
    (void)instance;
    for (uint32_t sentence = 0; more; sentence++) {
        more = 0;
        for (uint32_t document = 0; document < request->document_count; document++) {
            const SynopticDocument *source = request->documents[document];
            if (sentence >= source->sentence_count) {
                continue;
            }
            more = 1;
            // The caller has gone, or the time is up.
            if (synoptic_is_stopped(request)) {
                return SYNOPTIC_STATUS_CANCELLED;
            }
            if (!is_candidate(&source->sentences[sentence])) {
                continue;
            }
            // The higher the score, the better.
            float score = 1.0f / (float)(sentence + 1);
            switch (output->emit_sentence(output->context, document, sentence, score)) {
            case SYNOPTIC_EMIT_TAKEN:
            // It doesn't fit into what is left of the length; a shorter one may.
            case SYNOPTIC_EMIT_SKIPPED:
                break;
            case SYNOPTIC_EMIT_FULL:
                return SYNOPTIC_STATUS_OK;
            case SYNOPTIC_EMIT_STOPPED:
                return SYNOPTIC_STATUS_CANCELLED;
            default:
                output->error(output->context, (SynopticStr)SYNOPTIC_STR("the host refused a sentence"));
                return SYNOPTIC_STATUS_INTERNAL;
            }
        }
    }
    return SYNOPTIC_STATUS_OK;
}

static void params_schema(void *context, void (*emit)(void *, SynopticStr)) {
    emit(context, (SynopticStr)SYNOPTIC_STR(PARAMS_SCHEMA));
}

// What is expensive to set up belongs here, and is freed in `destroy`; `summarize` gets it as its instance.
static int32_t create(const SynopticHost *host, void **instance) {
    (void)host;
    *instance = NULL;
    return SYNOPTIC_STATUS_OK;
}

static void destroy(void *instance) {
    (void)instance;
}

// No optional functions.
static const void *get_extension(SynopticStr name) {
    (void)name;
    return NULL;
}

static const SynopticSummarizer SUMMARIZER = {
    .struct_size = sizeof(SynopticSummarizer),
    .flags = 0,
    .kinds = SYNOPTIC_KIND_EXTRACTIVE,
    .reserved = 0,
    .name = SYNOPTIC_STR("{{name}}"),
    .description = SYNOPTIC_STR("The first sentence of each document, then the second of each."),
    .languages = SYNOPTIC_STR(""),
    .params_schema = params_schema,
    .create = create,
    .destroy = destroy,
    .summarize = summarize,
};

static const SynopticSummarizer *const SUMMARIZERS[] = {&SUMMARIZER};

SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1 = {
    .magic = SYNOPTIC_MAGIC,
    .struct_size = sizeof(SynopticPlugin),
    .abi_major = SYNOPTIC_ABI_MAJOR,
    .abi_minor = SYNOPTIC_ABI_MINOR,
    .panic_strategy = SYNOPTIC_PANIC_NONE,
    .summarizer_count = sizeof SUMMARIZERS / sizeof SUMMARIZERS[0],
    .name = SYNOPTIC_STR("{{name}}"),
    .version = SYNOPTIC_STR("{{version}}"),
    .toolchain = SYNOPTIC_STR("C compiler " __VERSION__),
    .sdk = SYNOPTIC_STR(SYNOPTIC_SDK),
    .summarizers = SUMMARIZERS,
    .get_extension = get_extension,
};
