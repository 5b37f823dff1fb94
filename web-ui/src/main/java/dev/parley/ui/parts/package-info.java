/** Parts that pages share: badges, the ruler, tiles, posters, video, empty and error states. */
@NullMarked
package dev.parley.ui.parts;

import org.jspecify.annotations.NullMarked;
