/** What moves success: how much more, or less, a policy does under one condition than under another. */
@NullMarked
package dev.parley.core.analysis.effect;

import org.jspecify.annotations.NullMarked;
