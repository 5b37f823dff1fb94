/** The server's own main: settings, the lock on its data, start and end of everything on one machine. */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
