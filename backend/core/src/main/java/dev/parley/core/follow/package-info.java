/** Who wants to be told of what: of prompts, and of a line that is closed now. */
@NullMarked
package dev.parley.core.follow;

import org.jspecify.annotations.NullMarked;
