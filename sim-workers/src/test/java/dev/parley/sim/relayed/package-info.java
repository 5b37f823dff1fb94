@NullMarked
package dev.parley.sim.relayed;

import org.jspecify.annotations.NullMarked;
