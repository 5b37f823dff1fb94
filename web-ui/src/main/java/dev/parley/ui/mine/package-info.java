/** The prompts of whoever is looking. */
@NullMarked
package dev.parley.ui.mine;

import org.jspecify.annotations.NullMarked;
