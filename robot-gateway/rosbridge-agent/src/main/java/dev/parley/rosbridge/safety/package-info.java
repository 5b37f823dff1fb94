/** What keeps an arm still whatever is asked of it: signals, duty, a person's hand. */
@NullMarked
package dev.parley.rosbridge.safety;

import org.jspecify.annotations.NullMarked;
