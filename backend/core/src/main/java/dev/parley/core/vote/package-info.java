/** Votes: the prompter's and the public's judgement of an episode. */
@NullMarked
package dev.parley.core.vote;

import org.jspecify.annotations.NullMarked;
