/** How the messages of the station protocol become WebSocket frames, the same for both ends. */
@NullMarked
package dev.parley.contracts.wire;

import org.jspecify.annotations.NullMarked;
