/** Both episodes of a comparison begin alike: photos of a real table, before each of them. */
@NullMarked
package dev.parley.core.startphoto;

import org.jspecify.annotations.NullMarked;
