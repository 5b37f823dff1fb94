/** Leaderboards over HTTP. */
@NullMarked
package dev.parley.core.rest.ranking;

import org.jspecify.annotations.NullMarked;
