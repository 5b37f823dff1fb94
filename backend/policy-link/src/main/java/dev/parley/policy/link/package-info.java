/** One connection to one policy server: a WebSocket, and the protocol's order of asking and answering on it; and the other end of it. */
@NullMarked
package dev.parley.policy.link;

import org.jspecify.annotations.NullMarked;
