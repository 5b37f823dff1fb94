/** Fair turns: the place a new turn gets, by network prefix first and author second. */
@NullMarked
package dev.parley.scheduler.fair;

import org.jspecify.annotations.NullMarked;
