/** The stop latch, which outlives the process. */
@NullMarked
package dev.parley.station.stop;

import org.jspecify.annotations.NullMarked;
