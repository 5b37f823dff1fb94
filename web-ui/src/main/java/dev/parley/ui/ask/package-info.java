/** The Ask page: say or show what a robot should do. */
@NullMarked
package dev.parley.ui.ask;

import org.jspecify.annotations.NullMarked;
