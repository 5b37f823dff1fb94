/**
 * Which episode to run next, so that fewer of them say as much: for one mean over strata, and for the best of several
 * policies. Rules draw with known chances, which are logged, and keep a share that is drawn evenly; they choose pairs,
 * never outcomes, so that tests of pairs stay exact.
 */
@NullMarked
package dev.parley.core.analysis.allocation;

import org.jspecify.annotations.NullMarked;
