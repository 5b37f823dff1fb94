/**
 * Live video: takes a station's picture over WHIP and gives it to viewers over WHEP. The media itself flows through a Kurento media server;
 * this package only speaks to it through the Kurento client, and never on the event loop.
 */
@NullMarked
package dev.parley.gateway.live;

import org.jspecify.annotations.NullMarked;
