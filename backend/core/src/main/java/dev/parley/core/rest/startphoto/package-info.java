/** Photos of starts over HTTP. */
@NullMarked
package dev.parley.core.rest.startphoto;

import org.jspecify.annotations.NullMarked;
