/** Tests of the pages of episodes. */
@NullMarked
package dev.parley.ui.episode;

import org.jspecify.annotations.NullMarked;
