/** How much one person and one network may ask for in a time; generous for people, a wall for floods. */
@NullMarked
package dev.parley.core.limit;

import org.jspecify.annotations.NullMarked;
