/** The list of episodes, searched and filtered. */
@NullMarked
package dev.parley.ui.explore;

import org.jspecify.annotations.NullMarked;
