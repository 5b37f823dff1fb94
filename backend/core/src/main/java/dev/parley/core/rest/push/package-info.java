/** Browsers that are told with no page open, over HTTP. */
@NullMarked
package dev.parley.core.rest.push;

import org.jspecify.annotations.NullMarked;
