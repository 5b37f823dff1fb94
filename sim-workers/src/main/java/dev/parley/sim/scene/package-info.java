/** Simulated scenes: the tabletop world, its seeded conditions, observations and actions. Pure: no clock, no log, no global random. */
@NullMarked
package dev.parley.sim.scene;

import org.jspecify.annotations.NullMarked;
