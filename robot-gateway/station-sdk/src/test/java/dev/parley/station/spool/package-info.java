/** Tests of this package. */
@NullMarked
package dev.parley.station.spool;

import org.jspecify.annotations.NullMarked;
