/** State tables: which change follows which, and why. */
@NullMarked
package dev.parley.core.transition;

import org.jspecify.annotations.NullMarked;
