/** Reviews: researchers judge episodes blind, each by themselves, and what they agree on is the episode's verdict. */
@NullMarked
package dev.parley.core.review;

import org.jspecify.annotations.NullMarked;
