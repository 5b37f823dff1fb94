/** Bytes that belong to episodes: recordings, step logs, posters. */
@NullMarked
package dev.parley.core.artifact;

import org.jspecify.annotations.NullMarked;
