/** A carried policy as a server of its own that speaks openpi's protocol. */
@NullMarked
package dev.parley.sim.serve;

import org.jspecify.annotations.NullMarked;
