/** What sentences mean, as numbers: the text encoder that runs in the server's own process. */
@NullMarked
package dev.parley.core.embedding;

import org.jspecify.annotations.NullMarked;
