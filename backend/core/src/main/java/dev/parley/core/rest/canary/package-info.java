/** Canaries of stations over HTTP. */
@NullMarked
package dev.parley.core.rest.canary;

import org.jspecify.annotations.NullMarked;
