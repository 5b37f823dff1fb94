/** Who is looking: whoever is signed in, or the guest that a browser's cookie names. */
@NullMarked
package dev.parley.ui.identity;

import org.jspecify.annotations.NullMarked;
