/** The moderation desk: what a person has to look at, for whoever has an operator's key. */
@NullMarked
package dev.parley.ui.moderation;

import org.jspecify.annotations.NullMarked;
