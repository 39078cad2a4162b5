// A library that says of itself that its panics end the process, and whose summarizer keeps the word.

#include "faulty.h"

#include <stdlib.h>

static int32_t aborts(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    (void)request;
    (void)output;
    abort();
}

SUMMARIZER(ABORTING, "aborting", "Calls abort.", no_params, create_nothing, aborts);

static const SynopticSummarizer *const SUMMARIZERS[] = {&ABORTING};

PLUGIN_WITH(SYNOPTIC_MAGIC, SYNOPTIC_ABI_MAJOR, SYNOPTIC_ABI_MINOR, SYNOPTIC_PANIC_ABORT, "aborting", "1.0.0",
            SUMMARIZERS);
