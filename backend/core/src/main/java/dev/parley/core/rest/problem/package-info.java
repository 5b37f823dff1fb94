/** Errors as RFC 9457 problems, and the doors that requests pass before anything else. */
@NullMarked
package dev.parley.core.rest.problem;

import org.jspecify.annotations.NullMarked;
