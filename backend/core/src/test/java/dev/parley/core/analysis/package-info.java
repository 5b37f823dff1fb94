/** Tests of the statistics, by values that others published or reckoned. */
@NullMarked
package dev.parley.core.analysis;

import org.jspecify.annotations.NullMarked;
