/** Tests of families and search. */
@NullMarked
package dev.parley.core.family;

import org.jspecify.annotations.NullMarked;
