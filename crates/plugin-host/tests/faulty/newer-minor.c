// A library of an ABI that is newer than the host.

#include "faulty.h"

SUMMARIZER(NEWER_MINOR, "newer-minor", "Was built for an ABI that is to come.", no_params, create_nothing, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&NEWER_MINOR};

PLUGIN_WITH(SYNOPTIC_MAGIC, SYNOPTIC_ABI_MAJOR, SYNOPTIC_ABI_MINOR + 1, SYNOPTIC_PANIC_NONE, "newer-minor",
            "1.0.0", SUMMARIZERS);
