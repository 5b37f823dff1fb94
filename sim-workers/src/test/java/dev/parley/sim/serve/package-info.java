@NullMarked
package dev.parley.sim.serve;

import org.jspecify.annotations.NullMarked;
