/** Publishes a station's camera to the platform as live WebRTC video, over WHIP (RFC 9725). */
@NullMarked
package dev.parley.station.whip;

import org.jspecify.annotations.NullMarked;
