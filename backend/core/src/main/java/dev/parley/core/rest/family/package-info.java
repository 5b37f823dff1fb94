/** Search by meaning, families, and what nobody asked yet, for programs. */
@NullMarked
package dev.parley.core.rest.family;

import org.jspecify.annotations.NullMarked;
