/** Studies: lists of episodes that somebody planned beforehand, fed into the queue a few at a time, and what came of them. */
@NullMarked
package dev.parley.core.study;

import org.jspecify.annotations.NullMarked;
