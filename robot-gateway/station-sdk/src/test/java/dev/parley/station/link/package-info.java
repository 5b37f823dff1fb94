/** Tests of this package. */
@NullMarked
package dev.parley.station.link;

import org.jspecify.annotations.NullMarked;
