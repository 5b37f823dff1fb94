/** Which waiting turn a free slot of a station gets next. */
@NullMarked
package dev.parley.scheduler.matching;

import org.jspecify.annotations.NullMarked;
