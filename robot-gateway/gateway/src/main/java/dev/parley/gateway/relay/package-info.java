/** The policy relay: a station asks a policy elsewhere through here, and learns neither its name nor where it stands. */
@NullMarked
package dev.parley.gateway.relay;

import org.jspecify.annotations.NullMarked;
