/** Assignments: this station runs this turn, under a lease and a fence. */
@NullMarked
package dev.parley.core.assignment;

import org.jspecify.annotations.NullMarked;
