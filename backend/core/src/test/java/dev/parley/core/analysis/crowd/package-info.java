/** Tests of what raters say. */
@NullMarked
package dev.parley.core.analysis.crowd;

import org.jspecify.annotations.NullMarked;
