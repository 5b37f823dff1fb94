/** Who sends a request. */
@NullMarked
package dev.parley.core.rest.guest;

import org.jspecify.annotations.NullMarked;
