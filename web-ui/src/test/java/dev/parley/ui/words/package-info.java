/** Tests of the pure half of {@code dev.parley.ui.words}. */
@NullMarked
package dev.parley.ui.words;

import org.jspecify.annotations.NullMarked;
