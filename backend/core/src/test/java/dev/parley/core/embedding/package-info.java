/** Tests of the text encoder. */
@NullMarked
package dev.parley.core.embedding;

import org.jspecify.annotations.NullMarked;
