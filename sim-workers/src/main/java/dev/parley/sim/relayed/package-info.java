/** Policies elsewhere that are asked through the gateway. */
@NullMarked
package dev.parley.sim.relayed;

import org.jspecify.annotations.NullMarked;
