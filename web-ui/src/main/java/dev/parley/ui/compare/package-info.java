/** The page of a blind comparison. */
@NullMarked
package dev.parley.ui.compare;

import org.jspecify.annotations.NullMarked;
