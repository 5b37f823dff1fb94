/** Stations of the SDK against the real gateway, on real PostgreSQL and Redis. */
@NullMarked
package dev.parley.gateway.chain;

import org.jspecify.annotations.NullMarked;
