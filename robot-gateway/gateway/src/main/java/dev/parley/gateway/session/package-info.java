/** Sessions of stations: hello, heartbeats, offers, episodes, stops. */
@NullMarked
package dev.parley.gateway.session;

import org.jspecify.annotations.NullMarked;
