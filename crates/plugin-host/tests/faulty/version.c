// A good library in any version, of any plugin: -DVERSION="\"1.0.1000\"", -DPLUGIN_NAME="\"other\"". Its metric `version` is the last number of it, so that a
// test sees which version answered.

#include "faulty.h"

#ifndef PLUGIN_NAME
#define PLUGIN_NAME "swapped"
#endif

#ifndef VERSION
#define VERSION "1.0.0"
#endif

static double last_number(const char *version) {
    const char *dot = strrchr(version, '.');
    double number = 0;
    for (const char *at = dot == NULL ? version : dot + 1; *at >= '0' && *at <= '9'; at++) {
        number = number * 10 + (*at - '0');
    }
    return number;
}

static int32_t summarize(void *instance, const SynopticRequest *request, const SynopticOutput *output) {
    (void)instance;
    output->metric(output->context, str("version"), last_number(VERSION));
    return offer_in_order(request, output);
}

SUMMARIZER(SWAPPED, "swapped", "The sentences in order, from one version or another.", no_params,
           create_nothing, summarize);

static const SynopticSummarizer *const SUMMARIZERS[] = {&SWAPPED};

PLUGIN(PLUGIN_NAME, VERSION, SUMMARIZERS);
