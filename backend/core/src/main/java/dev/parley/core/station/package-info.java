/** Stations: what they can do, whether they are here, whether they take work, whether they are stopped. */
@NullMarked
package dev.parley.core.station;

import org.jspecify.annotations.NullMarked;
