/** The page of one prompt, from its place in line to its outcome. */
@NullMarked
package dev.parley.ui.prompt;

import org.jspecify.annotations.NullMarked;
