/** Arranging scenes and asking with the picture, over HTTP. */
@NullMarked
package dev.parley.core.rest.goal;

import org.jspecify.annotations.NullMarked;
