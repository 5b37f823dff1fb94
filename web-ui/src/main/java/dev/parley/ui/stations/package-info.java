/** Where episodes run, read-only. */
@NullMarked
package dev.parley.ui.stations;

import org.jspecify.annotations.NullMarked;
