/** The shape of the code, held by tests. */
@NullMarked
package dev.parley.architecture;

import org.jspecify.annotations.NullMarked;
