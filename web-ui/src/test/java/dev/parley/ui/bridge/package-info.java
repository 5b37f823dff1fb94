/** Tests of the pure half of {@code dev.parley.ui.bridge}. */
@NullMarked
package dev.parley.ui.bridge;

import org.jspecify.annotations.NullMarked;
