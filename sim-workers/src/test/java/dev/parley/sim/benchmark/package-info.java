/** Programs that measure this module's speed; run by hand, never by the build. */
@org.jspecify.annotations.NullMarked
package dev.parley.sim.benchmark;
