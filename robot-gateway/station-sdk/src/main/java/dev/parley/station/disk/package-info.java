/** Room on the station's disk: how much there must be for new work, and a reserve to end in order on a full one. */
@NullMarked
package dev.parley.station.disk;

import org.jspecify.annotations.NullMarked;
