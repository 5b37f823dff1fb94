/** Tests of who does better. */
@NullMarked
package dev.parley.core.analysis.versus;

import org.jspecify.annotations.NullMarked;
