/** Being told over HTTP. */
@NullMarked
package dev.parley.core.rest.follow;

import org.jspecify.annotations.NullMarked;
