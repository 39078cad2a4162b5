// A library without the symbol that the host looks for.

#include "faulty.h"

SYNOPTIC_EXPORT const SynopticSummarizer *not_the_entry(void);

SUMMARIZER(NO_ENTRY, "no-entry", "Stands in a library without an entry.", no_params, create_nothing, good);

const SynopticSummarizer *not_the_entry(void) {
    return &NO_ENTRY;
}
