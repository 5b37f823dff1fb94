/** Live numbers of running episodes for browsers, on every replica. */
@NullMarked
package dev.parley.gateway.readout;

import org.jspecify.annotations.NullMarked;
