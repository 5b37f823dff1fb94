/** The media server seen from outside: over its WebSocket, and as a process. */
@NullMarked
package dev.parley.media;

import org.jspecify.annotations.NullMarked;
