/** Tests of simulated and real episodes. */
@NullMarked
package dev.parley.core.analysis.simreal;

import org.jspecify.annotations.NullMarked;
