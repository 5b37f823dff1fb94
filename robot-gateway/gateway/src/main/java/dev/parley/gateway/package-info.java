/** Server side of the station protocol: sessions, offers, leases, stops, telemetry, uploads. */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
