/** Prompts: what people submit, and what became of it. */
@NullMarked
package dev.parley.core.prompt;

import org.jspecify.annotations.NullMarked;
