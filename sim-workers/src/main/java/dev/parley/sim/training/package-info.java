/** Demonstrations and corrections for training the shipped policies; the optimiser itself is training/train.py. */
@NullMarked
package dev.parley.sim.training;

import org.jspecify.annotations.NullMarked;
