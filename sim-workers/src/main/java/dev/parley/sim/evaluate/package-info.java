/** Measuring a policy over many episodes at once, without a station: planning, running in batches, counting and writing down. */
@NullMarked
package dev.parley.sim.evaluate;

import org.jspecify.annotations.NullMarked;
