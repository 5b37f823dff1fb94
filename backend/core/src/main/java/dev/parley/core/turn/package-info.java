/** Turns: wanted episodes, what the queue holds and orders. */
@NullMarked
package dev.parley.core.turn;

import org.jspecify.annotations.NullMarked;
