/**
 * What simulated episodes say about real ones: how far a simulator can be trusted, and how much surer a real mean
 * becomes by simulating the same tasks and many more. Without pairs of the same task and scene nothing is mixed, and
 * what one policy does in simulation never stands for another.
 */
@NullMarked
package dev.parley.core.analysis.simreal;

import org.jspecify.annotations.NullMarked;
