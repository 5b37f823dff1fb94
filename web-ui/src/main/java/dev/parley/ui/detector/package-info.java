/** How often a learned detector of success is right, for anybody. */
@NullMarked
package dev.parley.ui.detector;

import org.jspecify.annotations.NullMarked;
