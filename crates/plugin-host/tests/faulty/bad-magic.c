// A library with the right symbol and another thing behind it.

#include "faulty.h"

SUMMARIZER(BAD_MAGIC, "bad-magic", "Doesn't begin with the magic number.", no_params, create_nothing, good);

static const SynopticSummarizer *const SUMMARIZERS[] = {&BAD_MAGIC};

PLUGIN_WITH(SYNOPTIC_MAGIC + 1, SYNOPTIC_ABI_MAJOR, SYNOPTIC_ABI_MINOR, SYNOPTIC_PANIC_NONE, "bad-magic",
            "1.0.0", SUMMARIZERS);
