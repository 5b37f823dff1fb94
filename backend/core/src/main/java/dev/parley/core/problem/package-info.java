/** Errors with a code and a kind, and their shape on the wire (RFC 9457). */
@NullMarked
package dev.parley.core.problem;

import org.jspecify.annotations.NullMarked;
