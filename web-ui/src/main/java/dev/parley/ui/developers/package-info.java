/** How to ask from programs. */
@NullMarked
package dev.parley.ui.developers;

import org.jspecify.annotations.NullMarked;
