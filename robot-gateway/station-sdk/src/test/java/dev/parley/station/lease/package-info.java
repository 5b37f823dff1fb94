/** Tests of this package. */
@NullMarked
package dev.parley.station.lease;

import org.jspecify.annotations.NullMarked;
