/** How an arm is led through rosbridge so that it always comes to rest by itself, and how its rest is made sure of. */
@NullMarked
package dev.parley.rosbridge.motion;

import org.jspecify.annotations.NullMarked;
