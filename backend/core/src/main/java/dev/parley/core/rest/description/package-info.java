/** The description of the interface (OpenAPI), finished where annotations cannot say it. */
@NullMarked
package dev.parley.core.rest.description;

import org.jspecify.annotations.NullMarked;
