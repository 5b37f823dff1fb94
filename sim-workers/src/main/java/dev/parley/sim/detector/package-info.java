/** The learned success detector: what it sees, how it guesses, and how often it is right. It decides nothing. */
@NullMarked
package dev.parley.sim.detector;

import org.jspecify.annotations.NullMarked;
