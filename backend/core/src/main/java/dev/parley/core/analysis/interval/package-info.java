/** How sure a rate is: intervals of a share of successes, plain, over strata, over clusters, and for those who look at any time. */
@NullMarked
package dev.parley.core.analysis.interval;

import org.jspecify.annotations.NullMarked;
