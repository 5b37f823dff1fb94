/** How many more episodes it takes, for whoever plans a study. */
@NullMarked
package dev.parley.ui.plan;

import org.jspecify.annotations.NullMarked;
