// A library whose summarizer is never done with being created.

#include "faulty.h"

#include <unistd.h>

static _Noreturn void hang(void) {
    // Until a signal comes, and then again: it costs no time of the processor.
    for (;;) {
        pause();
    }
}

static int32_t create(const SynopticHost *host, void **instance) {
    (void)host;
    (void)instance;
    hang();
}

SUMMARIZER(CREATE_HANGS, "create-hangs", "Is never done with being created.", no_params, create, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&CREATE_HANGS};

PLUGIN("create-hangs", "1.0.0", SUMMARIZERS);
