/** What labs give in a day, on a real database. */
@NullMarked
package dev.parley.core.quota;

import org.jspecify.annotations.NullMarked;
