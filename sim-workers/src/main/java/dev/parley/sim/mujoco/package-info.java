/** MuJoCo 2.2.2 through the Foreign Function and Memory API: native loading, one world per model and data pair. */
@NullMarked
package dev.parley.sim.mujoco;

import org.jspecify.annotations.NullMarked;
