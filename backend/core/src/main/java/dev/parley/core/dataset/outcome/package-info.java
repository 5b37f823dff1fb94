/** Outcomes as a table, one row an episode. */
@NullMarked
package dev.parley.core.dataset.outcome;

import org.jspecify.annotations.NullMarked;
