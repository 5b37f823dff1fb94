/** Tests of this package. */
@NullMarked
package dev.parley.station.stop;

import org.jspecify.annotations.NullMarked;
