/** Tests of what is counted and timed. */
@NullMarked
package dev.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
