/** Tests of what moves success, in words. */
@NullMarked
package dev.parley.ui.results;

import org.jspecify.annotations.NullMarked;
