/** Tests of what the page of a detector says. */
@NullMarked
package dev.parley.ui.detector;

import org.jspecify.annotations.NullMarked;
