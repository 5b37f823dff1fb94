/** What runs at this moment, for anybody, as stills. */
@NullMarked
package dev.parley.ui.wall;

import org.jspecify.annotations.NullMarked;
