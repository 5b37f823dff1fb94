/** Tests of how many more episodes. */
@NullMarked
package dev.parley.core.analysis.plan;

import org.jspecify.annotations.NullMarked;
