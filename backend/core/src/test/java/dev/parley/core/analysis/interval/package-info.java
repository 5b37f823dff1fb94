/** Tests of intervals of a rate. */
@NullMarked
package dev.parley.core.analysis.interval;

import org.jspecify.annotations.NullMarked;
