/** The chain from prompt to outcome, on a real database. */
@NullMarked
package dev.parley.core.chain;

import org.jspecify.annotations.NullMarked;
