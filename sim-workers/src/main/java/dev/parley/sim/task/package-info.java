/** Tasks of a scene: what may be asked, how a sentence is recognised, and when the task is done. Pure functions of state. */
@NullMarked
package dev.parley.sim.task;

import org.jspecify.annotations.NullMarked;
