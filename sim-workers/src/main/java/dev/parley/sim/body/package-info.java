/** Bodies of robots: what an action of each means, how it drives the actuators, what the body feels. Pure like the scenes. */
@NullMarked
package dev.parley.sim.body;

import org.jspecify.annotations.NullMarked;
