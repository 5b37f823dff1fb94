/** Tests of the pure half of {@code dev.parley.ui.parts}. */
@NullMarked
package dev.parley.ui.parts;

import org.jspecify.annotations.NullMarked;
