/** The reviewers' desk: a film, its numbers and a few questions, and nothing that says whose it is. */
@NullMarked
package dev.parley.ui.review;

import org.jspecify.annotations.NullMarked;
