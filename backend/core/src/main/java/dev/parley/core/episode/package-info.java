/** Episodes: one recorded attempt from reset to end, with its outcomes and recordings. */
@NullMarked
package dev.parley.core.episode;

import org.jspecify.annotations.NullMarked;
