/** Answers with files, whole or in ranges. */
@NullMarked
package dev.parley.core.rest.range;

import org.jspecify.annotations.NullMarked;
