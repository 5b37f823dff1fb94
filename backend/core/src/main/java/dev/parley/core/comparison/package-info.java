/** Comparisons: two policies do the same, and nobody knows which is which until they have voted. */
@NullMarked
package dev.parley.core.comparison;

import org.jspecify.annotations.NullMarked;
