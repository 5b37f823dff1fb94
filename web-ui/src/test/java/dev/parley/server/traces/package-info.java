/** Tests of traces. */
@NullMarked
package dev.parley.server.traces;

import org.jspecify.annotations.NullMarked;
