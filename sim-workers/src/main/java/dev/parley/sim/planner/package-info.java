/** A policy that splits long instructions into skills of another policy, after SayCan: language match times learned affordance. */
@NullMarked
package dev.parley.sim.planner;

import org.jspecify.annotations.NullMarked;
