/** The sentences of the pages: every state and every reason in plain words. */
@NullMarked
package dev.parley.ui.words;

import org.jspecify.annotations.NullMarked;
