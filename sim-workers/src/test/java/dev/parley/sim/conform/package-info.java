@NullMarked
package dev.parley.sim.conform;

import org.jspecify.annotations.NullMarked;
