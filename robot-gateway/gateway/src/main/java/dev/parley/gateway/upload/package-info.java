/** Resumable uploads of recordings. */
@NullMarked
package dev.parley.gateway.upload;

import org.jspecify.annotations.NullMarked;
