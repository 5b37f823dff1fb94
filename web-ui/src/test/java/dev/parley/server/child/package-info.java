/** Tests of the child processes, with real ones. */
@NullMarked
package dev.parley.server.child;

import org.jspecify.annotations.NullMarked;
