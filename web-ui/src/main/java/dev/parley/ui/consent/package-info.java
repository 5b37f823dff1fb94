/** What is agreed to before the first ask, vote or upload: as a dialog where it is needed, and as a page of its own. */
@NullMarked
package dev.parley.ui.consent;

import org.jspecify.annotations.NullMarked;
