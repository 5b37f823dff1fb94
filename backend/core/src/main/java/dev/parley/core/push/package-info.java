/** Telling people who have no page open: Web Push, to the browsers that they named. */
@NullMarked
package dev.parley.core.push;

import org.jspecify.annotations.NullMarked;
