/** The reviewers' desk over HTTP: blind for raters, whole for whoever leads. */
@NullMarked
package dev.parley.core.rest.review;

import org.jspecify.annotations.NullMarked;
