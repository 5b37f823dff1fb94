/** Resumable uploads of recordings. */
@NullMarked
package dev.parley.station.upload;

import org.jspecify.annotations.NullMarked;
