/** Tests of this package. */
@NullMarked
package dev.parley.station.whip;

import org.jspecify.annotations.NullMarked;
