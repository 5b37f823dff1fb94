/** What there is to take home. */
@NullMarked
package dev.parley.ui.data;

import org.jspecify.annotations.NullMarked;
