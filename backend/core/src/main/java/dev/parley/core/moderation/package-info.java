/** The second look at prompts: by likeness to refused sentences, and by people where that cannot tell. */
@NullMarked
package dev.parley.core.moderation;

import org.jspecify.annotations.NullMarked;
