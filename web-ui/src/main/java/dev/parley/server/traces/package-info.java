/** OpenTelemetry traces of prompts, from admission to outcome: one trace a prompt, named by its id. */
@NullMarked
package dev.parley.server.traces;

import org.jspecify.annotations.NullMarked;
