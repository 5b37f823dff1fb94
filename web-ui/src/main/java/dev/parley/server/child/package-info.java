/** The processes that the server starts, watches, restarts and ends. */
@NullMarked
package dev.parley.server.child;

import org.jspecify.annotations.NullMarked;
