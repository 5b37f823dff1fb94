/** Tests of the pure half of {@code dev.parley.ui.ask}. */
@NullMarked
package dev.parley.ui.ask;

import org.jspecify.annotations.NullMarked;
