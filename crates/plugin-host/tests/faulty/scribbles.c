// Finds the page that its worker answers on, and writes there what no worker says: `scribbles`. Closes what its worker wakes the host
// by, and never answers: `hangs-up`. And one that is good.

#define _GNU_SOURCE

#include "faulty.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Where the number of the call stands behind the stop words; where the page has the call that was answered, with the answer's
// length, and the answer.
enum { CALL_AT = 1024, ANSWERED_AT = 64, WORDS_AT = 80 };

// How far from the shared memory its page may lie.
#define REACH ((size_t)64 << 20)
#define REGION_BYTES ((size_t)1 << 30)

// Finds the page between two addresses: nothing else lets holes be punched, as it is the one file that can be written to.
static unsigned char *find_page(unsigned char *from, unsigned char *to, size_t step) {
    for (unsigned char *at = from; at < to; at += step) {
        if (madvise(at, step, MADV_REMOVE) == 0) {
            return at;
        }
    }
    return NULL;
}

static int32_t scribbles(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    unsigned char *region = (unsigned char *)request->stop;
    size_t step = (size_t)sysconf(_SC_PAGESIZE);
    (void)instance;
    // The first request's stop word is the first of all.
    unsigned char *page = find_page(region - REACH, region, step);
    if (page == NULL) {
        page = find_page(region + REGION_BYTES, region + REGION_BYTES + REACH, step);
    }
    if (page == NULL) {
        return fail(output, "there is no page");
    }
    volatile uint32_t *call = (volatile uint32_t *)(region + CALL_AT);
    memset(page + WORDS_AT, 0xff, 4096 - WORDS_AT);
    *(volatile uint64_t *)(page + ANSWERED_AT) = (uint64_t)*call << 32 | 100;
    // A warning isn't kept waiting, and so wakes the host. Then until the worker is ended.
    output->log(output->context, 2, str("scribbled"));
    const struct timespec second = {1, 0};
    while (!synoptic_is_stopped(request)) {
        nanosleep(&second, NULL);
    }
    return SYNOPTIC_STATUS_OK;
}

static int32_t hangs_up(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    (void)output;
    // The worker's own socket comes first, and the one that wakes the host last.
    for (int at = 255; at > 2; at--) {
        struct stat what;
        if (fstat(at, &what) == 0 && S_ISSOCK(what.st_mode)) {
            close(at);
            break;
        }
    }
    const struct timespec second = {1, 0};
    while (!synoptic_is_stopped(request)) {
        nanosleep(&second, NULL);
    }
    return SYNOPTIC_STATUS_OK;
}

SUMMARIZER(SCRIBBLES, "scribbles", "Writes to the memory that its worker answers in.", no_params, create_nothing,
           scribbles);
SUMMARIZER(HANGS_UP, "hangs-up", "Closes its worker's descriptors.", no_params, create_nothing, hangs_up);
SUMMARIZER(GOOD, "good", "Answers: the sentences in order.", no_params, create_nothing, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&SCRIBBLES, &HANGS_UP, &GOOD};

PLUGIN("scribbles", "1.0.0", SUMMARIZERS);
