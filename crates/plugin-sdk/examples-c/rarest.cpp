// A plugin in C++: sentences whose terms are the rarest come first.
//
// It is a model to copy, and shows what C++ adds to middle.c: memory that frees itself, and exceptions, which must not
// cross the boundary. Build it as README.md says.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <exception>
#include <vector>

#include "synoptic_plugin.h"

namespace {

// A sentence that may stand in the summary.
struct Candidate {
    uint32_t document;
    uint32_t sentence;
    double score;
};

// The different terms of a sentence. Stop words have none.
std::vector<uint32_t> terms_of(const SynopticDocument &document, const SynopticSentence &sentence) {
    std::vector<uint32_t> terms;
    const SynopticToken *first = document.tokens + sentence.first_token;
    std::for_each(first, first + sentence.token_count, [&](const SynopticToken &token) {
        if (token.term != SYNOPTIC_TERM_NONE) {
            terms.push_back(token.term);
        }
    });
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

// Calls a function for each sentence that may stand in the summary. Returns false when the call should end.
template <typename Visit>
bool for_each_candidate(const SynopticRequest &request, Visit visit) {
    for (uint32_t index = 0; index < request.document_count; index++) {
        const SynopticDocument &document = *request.documents[index];
        for (uint32_t sentence = 0; sentence < document.sentence_count; sentence++) {
            // Costs next to nothing beside a sentence's terms.
            if (synoptic_is_stopped(&request)) {
                return false;
            }
            if ((document.sentences[sentence].flags & SYNOPTIC_SENTENCE_CANDIDATE) != 0) {
                visit(document, index, sentence);
            }
        }
    }
    return true;
}

// The mean of the inverse document frequencies of a sentence's terms, with sentences for documents: Spärck Jones, "A
// statistical interpretation of term specificity and its application in retrieval", 1972. A mean, as a sum would only
// find the longest sentences.
double rarity(const std::vector<uint32_t> &terms, const std::vector<double> &sentences_with, double sentences) {
    double sum = 0;
    for (uint32_t term : terms) {
        sum += std::log(sentences / sentences_with[term]);
    }
    return terms.empty() ? 0 : sum / static_cast<double>(terms.size());
}

// Summarizes. It may throw: who calls it catches.
int32_t summarize_rarest(const SynopticRequest &request, const SynopticOutput &output) {
    // Terms are numbered alike in all documents, so that a vector does for a map, and nothing hangs on a hash's order.
    std::vector<double> sentences_with(request.term_count);
    std::vector<Candidate> candidates;
    double sentences = 0;
    const auto count = [&](const SynopticDocument &document, uint32_t, uint32_t sentence) {
        sentences += 1;
        for (uint32_t term : terms_of(document, document.sentences[sentence])) {
            sentences_with[term] += 1;
        }
    };
    const auto score = [&](const SynopticDocument &document, uint32_t index, uint32_t sentence) {
        const std::vector<uint32_t> terms = terms_of(document, document.sentences[sentence]);
        candidates.push_back({index, sentence, rarity(terms, sentences_with, sentences)});
    };
    if (!for_each_candidate(request, count) || !for_each_candidate(request, score)) {
        return SYNOPTIC_STATUS_CANCELLED;
    }
    // Stable: of equals the one that stands first, so that the same request gives the same summary.
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return a.score > b.score;
    });
    for (const Candidate &candidate : candidates) {
        const float value = static_cast<float>(candidate.score);
        switch (output.emit_sentence(output.context, candidate.document, candidate.sentence, value)) {
        case SYNOPTIC_EMIT_TAKEN:
        case SYNOPTIC_EMIT_SKIPPED:
            break;
        case SYNOPTIC_EMIT_FULL:
            return SYNOPTIC_STATUS_OK;
        case SYNOPTIC_EMIT_STOPPED:
            return SYNOPTIC_STATUS_CANCELLED;
        default:
            output.error(output.context, SYNOPTIC_STR("the host refused a sentence"));
            return SYNOPTIC_STATUS_INTERNAL;
        }
    }
    return SYNOPTIC_STATUS_OK;
}

// ---- The boundary ----
//
// No exception leaves these functions: the host isn't written in C++, and to unwind through it is undefined. `noexcept`
// makes sure of it, as what got past the catch would end the process here, where it can be found, and not there.

int32_t summarize(void *, const SynopticRequest *request, const SynopticOutput *output) noexcept {
    try {
        return summarize_rarest(*request, *output);
    } catch (const std::exception &exception) {
        const char *what = exception.what();
        output->error(output->context, {reinterpret_cast<const uint8_t *>(what), std::strlen(what)});
    } catch (...) {
        output->error(output->context, SYNOPTIC_STR("an exception that is no std::exception"));
    }
    // What a panic is in Rust: this call has failed, and the next one may succeed.
    return SYNOPTIC_STATUS_PANICKED;
}

void params_schema(void *context, void (*emit)(void *, SynopticStr)) noexcept {
    emit(context, SYNOPTIC_STR(R"({"type":"object","additionalProperties":false})"));
}

// A summarizer with state makes it here with `new`, within a `try` as above, and deletes it in `destroy`.
int32_t create(const SynopticHost *, void **instance) noexcept {
    *instance = nullptr;
    return SYNOPTIC_STATUS_OK;
}

void destroy(void *) noexcept {}

const void *get_extension(SynopticStr) noexcept {
    return nullptr;
}

// C++17 has no designated initializers: the fields stand in the order of the header.
const SynopticSummarizer RAREST = {
    sizeof(SynopticSummarizer),
    0, // flags
    SYNOPTIC_KIND_EXTRACTIVE,
    0, // reserved
    SYNOPTIC_STR("rarest"),
    SYNOPTIC_STR("The sentences with the rarest terms: what is said once and nowhere else."),
    SYNOPTIC_STR(""), // any language
    params_schema,
    create,
    destroy,
    summarize,
};

const SynopticSummarizer *const SUMMARIZERS[] = {&RAREST};

} // namespace

// The one symbol of ours that leaves the library. SYNOPTIC_EXPORT keeps its name plain.
SYNOPTIC_EXPORT const SynopticPlugin synoptic_plugin_v1 = {
    SYNOPTIC_MAGIC,
    sizeof(SynopticPlugin),
    SYNOPTIC_ABI_MAJOR,
    SYNOPTIC_ABI_MINOR,
    // Exceptions unwind, and are caught in the library.
    SYNOPTIC_PANIC_UNWIND,
    sizeof(SUMMARIZERS) / sizeof(SUMMARIZERS[0]),
    SYNOPTIC_STR("example-rarest"),
    SYNOPTIC_STR("1.0.0"),
    SYNOPTIC_STR("C++ compiler " __VERSION__),
    SYNOPTIC_STR(SYNOPTIC_SDK),
    SUMMARIZERS,
    get_extension,
};
