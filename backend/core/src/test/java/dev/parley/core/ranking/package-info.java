/** Tests of strengths, places and what would change them. */
@NullMarked
package dev.parley.core.ranking;

import org.jspecify.annotations.NullMarked;
