/** The same thing asked of a station again every day, so that a change of the station shows. */
@NullMarked
package dev.parley.core.canary;

import org.jspecify.annotations.NullMarked;
