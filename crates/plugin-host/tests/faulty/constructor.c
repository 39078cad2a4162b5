// A good library that leaves a trace when the loader runs its initializers: the file that SYNOPTIC_TEST_CANARY
// names. Where the file isn't there, no code of the library ran.

#include "faulty.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static __attribute__((constructor)) void leave_trace(void) {
    const char *path = getenv("SYNOPTIC_TEST_CANARY");
    int file = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) {
        close(file);
    }
}

SUMMARIZER(CONSTRUCTOR, "constructor", "The sentences in order, from a library with an initializer.", no_params,
           create_nothing, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&CONSTRUCTOR};

PLUGIN("constructor", "1.0.0", SUMMARIZERS);
