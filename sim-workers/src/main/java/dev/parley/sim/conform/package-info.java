/** Examining a policy server elsewhere from the command line. */
@NullMarked
package dev.parley.sim.conform;

import org.jspecify.annotations.NullMarked;
