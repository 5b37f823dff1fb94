/** The sockets, the thread that serves them, and a secured path over them to each peer. */
@NullMarked
package dev.parley.media.transport;

import org.jspecify.annotations.NullMarked;
