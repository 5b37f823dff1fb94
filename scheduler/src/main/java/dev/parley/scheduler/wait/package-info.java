/** Where a turn stands in line, how long that will take, and when to look again. */
@NullMarked
package dev.parley.scheduler.wait;

import org.jspecify.annotations.NullMarked;
