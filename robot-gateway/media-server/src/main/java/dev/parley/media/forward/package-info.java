/** A publisher's packets on their way to the viewers: whom they go to, under which numbers, what is asked for again. */
@NullMarked
package dev.parley.media.forward;

import org.jspecify.annotations.NullMarked;
