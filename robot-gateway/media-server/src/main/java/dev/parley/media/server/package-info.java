/** Connections and sessions: takes JSON-RPC requests off a WebSocket, has them carried out, answers. */
@NullMarked
package dev.parley.media.server;

import org.jspecify.annotations.NullMarked;
