/** What the machine gives and tests replace: time and randomness. */
@NullMarked
package dev.parley.core.platform;

import org.jspecify.annotations.NullMarked;
