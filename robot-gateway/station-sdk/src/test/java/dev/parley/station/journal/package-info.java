/** Tests of this package. */
@NullMarked
package dev.parley.station.journal;

import org.jspecify.annotations.NullMarked;
