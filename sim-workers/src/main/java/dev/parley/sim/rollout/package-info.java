/** Running a policy in a scene without a station, and measuring how often it succeeds. */
@NullMarked
package dev.parley.sim.rollout;

import org.jspecify.annotations.NullMarked;
