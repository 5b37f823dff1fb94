/** Prompts over HTTP. */
@NullMarked
package dev.parley.core.rest.prompt;

import org.jspecify.annotations.NullMarked;
