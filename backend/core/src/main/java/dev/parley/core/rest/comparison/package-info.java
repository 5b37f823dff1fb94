/** Blind comparisons over HTTP. */
@NullMarked
package dev.parley.core.rest.comparison;

import org.jspecify.annotations.NullMarked;
