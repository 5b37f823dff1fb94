/** What is counted and timed, for Prometheus: never with an id, a name or an address as a label. */
@NullMarked
package dev.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
