/** Policies that run on their makers' servers: who registered them, what was found out about them, and which hosts may be reached. */
@NullMarked
package dev.parley.core.remote;

import org.jspecify.annotations.NullMarked;
