/** What a line of the log carries besides its words, and what it never does. */
@NullMarked
package dev.parley.server.logs;

import org.jspecify.annotations.NullMarked;
