/** Tests of how many more it takes, in words. */
@NullMarked
package dev.parley.ui.plan;

import org.jspecify.annotations.NullMarked;
