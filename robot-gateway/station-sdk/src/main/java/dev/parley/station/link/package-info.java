/** WebSocket connections to the platform and the pauses between attempts. */
@NullMarked
package dev.parley.station.link;

import org.jspecify.annotations.NullMarked;
