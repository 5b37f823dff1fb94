/** What every page stands in: top bar, tab bar, theme, and the pages for what was not found. */
@NullMarked
package dev.parley.ui.frame;

import org.jspecify.annotations.NullMarked;
