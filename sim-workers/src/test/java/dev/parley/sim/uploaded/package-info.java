/** Sandboxes with networks in them that behave badly. */
@NullMarked
package dev.parley.sim.uploaded;

import org.jspecify.annotations.NullMarked;
