/** Load programs: run by hand, never by the build. */
@NullMarked
package dev.parley.load;

import org.jspecify.annotations.NullMarked;
