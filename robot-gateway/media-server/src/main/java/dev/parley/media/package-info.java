/** The embedded media server as a process: its arguments, its start and its end. */
@NullMarked
package dev.parley.media;

import org.jspecify.annotations.NullMarked;
