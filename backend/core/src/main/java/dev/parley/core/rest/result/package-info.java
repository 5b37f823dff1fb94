/** Results over HTTP. */
@NullMarked
package dev.parley.core.rest.result;

import org.jspecify.annotations.NullMarked;
