/** Tests of the pure half of {@code dev.parley.ui.explore}. */
@NullMarked
package dev.parley.ui.explore;

import org.jspecify.annotations.NullMarked;
