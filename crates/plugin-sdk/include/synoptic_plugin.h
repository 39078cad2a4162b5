// Generated from crates/plugin-sdk/src/abi.rs: not to be edited.
//
// The C ABI between host and plugin, version 1.1.
//
// A library exports one static of type `SynopticPlugin` under the name `SYNOPTIC_ENTRY_SYMBOL`. The host loads it when the major
// version is its own and the minor version is not newer than its own.
//
// # Rules
//
// - Structs that begin with `struct_size` grow at their end, with the minor version. A field is read only where
//   `struct_size` covers it. `SynopticStr`, `SynopticParagraph`, `SynopticSentence`, `SynopticToken` and `SynopticSpan` stand in arrays and never
//   grow: what comes later comes as a further array.
// - Nothing that one side allocated is freed by the other. What a plugin emits is copied before the callback
//   returns; what a request holds is valid until `summarize` returns.
// - Strings are UTF-8 without a final NUL. An empty one may have a null pointer.
// - The functions of these structs are called with arguments that are what the field's documentation says: that is the
//   promise behind each of their calls.
// - No unwinding crosses the boundary. A plugin catches its panics and returns `SYNOPTIC_STATUS_PANICKED`.
// - `create`, `destroy`, self test and warm-up are called from one thread at a time. `summarize` is called from any
//   thread, and from several at once unless the summarizer is `SYNOPTIC_SUMMARIZER_SERIAL`.
// - A function that isn't known to a plugin's SDK stands behind `get_extension`: a table that begins with its size.

#ifndef SYNOPTIC_PLUGIN_H
#define SYNOPTIC_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

// Makes the entry visible in a library that is built with -fvisibility=hidden, as it should be; in C++, its name plain.
#ifdef __cplusplus
#define SYNOPTIC_EXPORT extern "C" __attribute__((visibility("default")))
#else
#define SYNOPTIC_EXPORT __attribute__((visibility("default")))
#endif

// A string of a literal: an initializer in C, an expression in C++. In an expression of C, put a cast before it:
// `(SynopticStr)SYNOPTIC_STR("text")`.
#ifdef __cplusplus
#define SYNOPTIC_STR(literal) SynopticStr{(const uint8_t *)("" literal), sizeof(literal) - 1}
#else
#define SYNOPTIC_STR(literal) {(const uint8_t *)("" literal), sizeof(literal) - 1}
#endif

// For `SynopticPlugin.sdk`.
#define SYNOPTIC_SDK "synoptic_plugin.h 1.1"

// `SYNOPTIC`, as little-endian bytes.
#define SYNOPTIC_MAGIC UINT64_C(0x434954504f4e5953)

// The name of the exported static.
#define SYNOPTIC_ENTRY_SYMBOL "synoptic_plugin_v1"

// The extension of summarizers that answer several requests in one call: a `SynopticBatch`.
#define SYNOPTIC_EXTENSION_BATCH "synoptic.batch/1"

// The extension that tries an instance before it serves: a `SynopticInstanceAction` that returns a status.
#define SYNOPTIC_EXTENSION_SELF_TEST "synoptic.selftest/1"

// The extension that makes an instance ready for its first request: a `SynopticInstanceAction`.
#define SYNOPTIC_EXTENSION_WARM_UP "synoptic.warmup/1"

// Changes when a library must be built anew.
#define SYNOPTIC_ABI_MAJOR 1

// Grows when structs grow at their ends.
#define SYNOPTIC_ABI_MINOR 1

// The library has no panics: it is written in C, say.
#define SYNOPTIC_PANIC_NONE 0U

// A panic unwinds and is caught in the library.
#define SYNOPTIC_PANIC_UNWIND 1U

// A panic ends the process: such a library can't run in process.
#define SYNOPTIC_PANIC_ABORT 2U

// `SynopticSummarizer.flags`: the summarizer follows `SynopticRequest.focus`.
#define SYNOPTIC_SUMMARIZER_FOCUS 1U

// `SynopticSummarizer.flags`: one instance serves one call at a time.
#define SYNOPTIC_SUMMARIZER_SERIAL (1U << 1)

// `SynopticSummarizer.kinds` and `SynopticRequest.kind`: sentences of the sources.
#define SYNOPTIC_KIND_EXTRACTIVE (1U << 1)

// A few short points.
#define SYNOPTIC_KIND_KEY_POINTS (1U << 2)

// One line.
#define SYNOPTIC_KIND_HEADLINE (1U << 3)

// Who said what.
#define SYNOPTIC_KIND_QUOTES (1U << 4)

// What happened when.
#define SYNOPTIC_KIND_TIMELINE (1U << 5)

// Where the sources agree and differ.
#define SYNOPTIC_KIND_COMPARISON (1U << 6)

// New sentences.
#define SYNOPTIC_KIND_ABSTRACTIVE (1U << 7)

// `SynopticRequest.length_unit`: sentences.
#define SYNOPTIC_LENGTH_SENTENCES 1U

// `SynopticRequest.length_unit`: words, that is tokens.
#define SYNOPTIC_LENGTH_WORDS 2U

// `SynopticRequest.length_unit`: Unicode code points.
#define SYNOPTIC_LENGTH_CHARACTERS 3U

// The call succeeded. The other statuses are those of gRPC, by number.
#define SYNOPTIC_STATUS_OK 0

// The call was stopped.
#define SYNOPTIC_STATUS_CANCELLED 1

// The request can't be answered, by its own fault.
#define SYNOPTIC_STATUS_INVALID_ARGUMENT 3

// The plugin failed.
#define SYNOPTIC_STATUS_INTERNAL 13

// The plugin panicked, and caught it.
#define SYNOPTIC_STATUS_PANICKED 100

// An emitted piece stands in the summary.
#define SYNOPTIC_EMIT_TAKEN 0

// An emitted piece was left out: it doesn't fit, or may not stand in a summary. Others may.
#define SYNOPTIC_EMIT_SKIPPED 1

// The summary is full: return.
#define SYNOPTIC_EMIT_FULL 2

// The caller has gone or the time is up: return.
#define SYNOPTIC_EMIT_STOPPED 3

// The emitted piece doesn't exist: return; the call has failed.
#define SYNOPTIC_EMIT_INVALID 4

// `SynopticSentence.flags`: the headline of the text.
#define SYNOPTIC_SENTENCE_TITLE 1U

// `SynopticSentence.flags`: a heading inside the text.
#define SYNOPTIC_SENTENCE_HEADING (1U << 1)

// `SynopticSentence.flags`: holds a direct quotation, or a part of one.
#define SYNOPTIC_SENTENCE_QUOTATION (1U << 2)

// `SynopticSentence.flags`: no part of the report.
#define SYNOPTIC_SENTENCE_BOILERPLATE (1U << 3)

// `SynopticSentence.flags`: an item of a list.
#define SYNOPTIC_SENTENCE_LIST_ITEM (1U << 4)

// `SynopticSentence.flags`: lacks its beginning.
#define SYNOPTIC_SENTENCE_FRAGMENT (1U << 5)

// `SynopticSentence.flags`: cut at the greatest length of sentences.
#define SYNOPTIC_SENTENCE_CUT (1U << 6)

// `SynopticSentence.flags`: leans on the sentence before it, as with a pronoun that stands for somebody named there.
#define SYNOPTIC_SENTENCE_DEPENDENT (1U << 7)

// `SynopticSentence.flags`: says little by itself: a byline, a caption, a quotation without its speaker.
#define SYNOPTIC_SENTENCE_POOR (1U << 8)

// `SynopticSentence.flags`: may stand in a summary; the host skips the others.
#define SYNOPTIC_SENTENCE_CANDIDATE (1U << 31)

// `SynopticDocument.flags`: the reader has seen it, and asks for what others add. None of its sentences may stand in a summary. Since version
// 1.1.
#define SYNOPTIC_DOCUMENT_SEEN 1U

// `SynopticToken.flags`: tells nothing of the text; has no term.
#define SYNOPTIC_TOKEN_STOP_WORD 1U

// `SynopticToken.flags`: begins with a digit.
#define SYNOPTIC_TOKEN_NUMBER (1U << 1)

// `SynopticToken.flags`: begins with an upper-case letter.
#define SYNOPTIC_TOKEN_CAPITALIZED (1U << 2)

// `SynopticToken.term` of a stop word.
#define SYNOPTIC_TERM_NONE UINT32_MAX

// `SynopticDocument.publish_time_ms` where it isn't known.
#define SYNOPTIC_TIME_UNKNOWN INT64_MIN

// Borrowed UTF-8.
typedef struct {
    // The first byte; may be null when `len` is 0.
    const uint8_t *data;
    // How many bytes.
    size_t len;
} SynopticStr;

// A range of bytes of a document's text.
typedef struct {
    // Where it starts.
    uint32_t start;
    // Where it ends, exclusive.
    uint32_t end;
} SynopticParagraph;

// A sentence of a document.
typedef struct {
    // Where it starts in the text, in bytes.
    uint32_t start;
    // Where it ends, exclusive.
    uint32_t end;
    // The index of its first token.
    uint32_t first_token;
    // How many tokens it has.
    uint32_t token_count;
    // The index of its paragraph.
    uint32_t paragraph;
    // Bits: `SYNOPTIC_SENTENCE_…`.
    uint32_t flags;
} SynopticSentence;

// A word or number of a document.
typedef struct {
    // Where it starts in the text, in bytes.
    uint32_t start;
    // Where it ends, exclusive.
    uint32_t end;
    // Its term, an index below `SynopticRequest.term_count` and the same in all documents; or `SYNOPTIC_TERM_NONE`.
    uint32_t term;
    // Bits: `SYNOPTIC_TOKEN_…`.
    uint32_t flags;
} SynopticToken;

// A piece of a document's text.
typedef struct {
    // The document's index in the request.
    uint32_t document;
    // Where it starts in the text, in bytes.
    uint32_t start;
    // Where it ends, exclusive.
    uint32_t end;
} SynopticSpan;

// A document, analysed.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // Bits: `SYNOPTIC_DOCUMENT_…`.
    uint32_t flags;
    // Its name, as spans of the answer will carry it.
    SynopticStr name;
    // The headline that came with it; may be empty.
    SynopticStr title;
    // Who published it; may be empty.
    SynopticStr outlet;
    // BCP-47.
    SynopticStr language;
    // The text that all offsets point into.
    SynopticStr text;
    // When it was published, in milliseconds since 1970 UTC, or `SYNOPTIC_TIME_UNKNOWN`.
    int64_t publish_time_ms;
    // The paragraphs, in order.
    const SynopticParagraph *paragraphs;
    // How many.
    size_t paragraph_count;
    // The sentences, in order.
    const SynopticSentence *sentences;
    // How many.
    size_t sentence_count;
    // The words and numbers, in order.
    const SynopticToken *tokens;
    // How many.
    size_t token_count;
} SynopticDocument;

// What is asked for.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // One of `SYNOPTIC_KIND_…`.
    uint32_t kind;
    // The documents, in the order in which spans count them.
    const SynopticDocument *const *documents;
    // How many; at least 1.
    size_t document_count;
    // The terms: lower-case stems.
    const SynopticStr *terms;
    // How many.
    size_t term_count;
    // One of `SYNOPTIC_LENGTH_…`.
    uint32_t length_unit;
    // None yet.
    uint32_t flags;
    // How long the summary may be, in that unit.
    uint64_t length;
    // What the summary shall turn on; may be empty.
    SynopticStr focus;
    // The terms of the focus that occur in the documents.
    const uint32_t *focus_terms;
    // How many.
    size_t focus_term_count;
    // A JSON object that fits the summarizer's schema.
    SynopticStr params;
    // Not 0 once the call should end. Read it as an atomic, relaxed. In C: `__atomic_load_n(stop, __ATOMIC_RELAXED)`.
    const uint32_t *stop;
    // How much time is left when the call begins, in milliseconds.
    uint64_t time_left_ms;
} SynopticRequest;

// Where the summary goes. The callbacks may be called from the thread of the call only.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // None yet.
    uint32_t flags;
    // Handed to each callback.
    void *context;
    // Offers a sentence, to a request of kind `SYNOPTIC_KIND_EXTRACTIVE` alone: context, document, sentence, score. Returns `SYNOPTIC_EMIT_…`.
    int32_t (*emit_sentence)(void*, uint32_t, uint32_t, float);
    // Offers a text of the plugin's, to a request of another kind: context, that kind, text, spans, how many, score. Returns `SYNOPTIC_EMIT_…`.
    int32_t (*emit_text)(void*, uint32_t, SynopticStr, const SynopticSpan*, size_t, float);
    // Logs: context, level (1 error to 5 trace), message.
    void (*log)(void*, uint32_t, SynopticStr);
    // Tells how far the work is: context, from 0 to 1.
    void (*progress)(void*, float);
    // Counts something: context, name, value.
    void (*metric)(void*, SynopticStr, double);
    // Says why the call fails, before it returns another status than 0: context, message.
    void (*error)(void*, SynopticStr);
    // As `emit_text`, with details: context, kind, text, spans, how many, score, details. Those are a JSON object whose fields go by the
    // kind, or empty. Since version 1.1.
    //
    // `SYNOPTIC_KIND_QUOTES`: `speaker`, `role`, `verb` (strings), `partial` (a boolean), `reported_by` (strings). `SYNOPTIC_KIND_TIMELINE`: `start_ms`,
    // `end_ms` (milliseconds since 1970 UTC, the end exclusive; both missing where the time couldn't be resolved), `expression` (a
    // string). `SYNOPTIC_KIND_COMPARISON`: `stances`, objects with `document` (its index, each once; one that isn't named is silent), `kind`
    // (`reports`, `differs`, `silent`), `spans` (indices into the spans) and `difference` (a string). What isn't known is ignored.
    int32_t (*emit_item)(void*, uint32_t, SynopticStr, const SynopticSpan*, size_t, float, SynopticStr);
} SynopticOutput;

// What a summarizer may use of the host during `create`, a self test and a warm-up, and not after them.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // None yet.
    uint32_t flags;
    // Handed to each callback.
    void *context;
    // Logs: context, level (1 error to 5 trace), message.
    void (*log)(void*, uint32_t, SynopticStr);
} SynopticHost;

// One summarizer of a library.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // Bits: `SYNOPTIC_SUMMARIZER_…`.
    uint32_t flags;
    // Bits: `SYNOPTIC_KIND_…`.
    uint32_t kinds;
    // 0.
    uint32_t reserved;
    // 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter.
    SynopticStr name;
    // A sentence or a few for people.
    SynopticStr description;
    // BCP-47 tags separated by commas; empty for any language.
    SynopticStr languages;
    // Hands the JSON Schema of the parameters to a callback, once: context, callback.
    void (*params_schema)(void*, void(*)(void*, SynopticStr));
    // Makes an instance: host, where to put it. Returns a status.
    int32_t (*create)(const SynopticHost*, void**);
    // Ends an instance, once, when no call is under way. An instance that lives as long as the process isn't ended.
    void (*destroy)(void*);
    // Summarizes: instance, request, output. Returns a status.
    int32_t (*summarize)(void*, const SynopticRequest*, const SynopticOutput*);
} SynopticSummarizer;

// What a library exports.
typedef struct {
    // `SYNOPTIC_MAGIC`.
    uint64_t magic;
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // `SYNOPTIC_ABI_MAJOR`.
    uint16_t abi_major;
    // `SYNOPTIC_ABI_MINOR`.
    uint16_t abi_minor;
    // One of `SYNOPTIC_PANIC_…`.
    uint32_t panic_strategy;
    // How many summarizers.
    uint32_t summarizer_count;
    // The library's name.
    SynopticStr name;
    // The library's version, as in semantic versioning.
    SynopticStr version;
    // What it was compiled with.
    SynopticStr toolchain;
    // Which SDK, and its version.
    SynopticStr sdk;
    // The summarizers.
    const SynopticSummarizer *const *summarizers;
    // Finds an optional table of functions by its name, such as `synoptic.batch/1`; null where there is none.
    const void *(*get_extension)(SynopticStr);
} SynopticPlugin;

// The extension `SYNOPTIC_EXTENSION_BATCH`.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // None yet.
    uint32_t flags;
    // The most requests of one call: summarizer, by its index in the library. 1 where it doesn't gather.
    uint32_t (*requests_max)(uint32_t);
    // Summarizes several requests: summarizer, instance, requests, outputs, where to put a status for each, how many.
    // Each request has a stop word, an output and a status of its own.
    void (*summarize)(uint32_t,
                      void*,
                      const SynopticRequest*const *,
                      const SynopticOutput*const *,
                      int32_t*,
                      size_t);
} SynopticBatch;

// The extensions `SYNOPTIC_EXTENSION_SELF_TEST` and `SYNOPTIC_EXTENSION_WARM_UP`.
typedef struct {
    // The size of this struct, in bytes.
    uint32_t struct_size;
    // None yet.
    uint32_t flags;
    // Acts on an instance: summarizer, by its index in the library, instance, host. Returns a status, and logs why it
    // isn't 0.
    int32_t (*run)(uint32_t, void*, const SynopticHost*);
} SynopticInstanceAction;

// What a library defines: `SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1 = {...};`
#ifdef __cplusplus
SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1;
#else
extern SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1;
#endif

// Whether the call should end; costs next to nothing, so ask where a loop begins anew.
static inline int synoptic_is_stopped(const SynopticRequest *request) {
    return __atomic_load_n(request->stop, __ATOMIC_RELAXED) != 0;
}

#endif  /* SYNOPTIC_PLUGIN_H */
