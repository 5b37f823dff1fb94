/** Tests of what moves success. */
@NullMarked
package dev.parley.core.analysis.effect;

import org.jspecify.annotations.NullMarked;
