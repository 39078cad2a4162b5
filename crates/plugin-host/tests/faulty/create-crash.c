// A library whose summarizer crashes when it is created.

#include "faulty.h"

static int32_t create(const SynopticHost *host, void **instance) {
    // Both are volatile, so that the compiler neither sees the null nor leaves the write out.
    volatile int *volatile nowhere = NULL;
    *nowhere = 1;
    return create_nothing(host, instance);
}

SUMMARIZER(CREATE_CRASH, "create-crash", "Crashes when it is created.", no_params, create, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&CREATE_CRASH};

PLUGIN("create-crash", "1.0.0", SUMMARIZERS);
