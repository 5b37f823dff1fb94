/** Everybody who asked for the same thing: how it ended by policy, the ways to say it, and the clips. */
@NullMarked
package dev.parley.ui.family;

import org.jspecify.annotations.NullMarked;
