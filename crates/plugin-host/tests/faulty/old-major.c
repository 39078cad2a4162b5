// A library of an ABI that no host speaks any more.

#include "faulty.h"

SUMMARIZER(OLD_MAJOR, "old-major", "Was built for an ABI that is gone.", no_params, create_nothing, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&OLD_MAJOR};

PLUGIN_WITH(SYNOPTIC_MAGIC, 0, SYNOPTIC_ABI_MINOR, SYNOPTIC_PANIC_NONE, "old-major", "1.0.0", SUMMARIZERS);
