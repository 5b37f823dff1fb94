/** The one way from a page to a service and back, off and on the page's own thread. */
@NullMarked
package dev.parley.ui.bridge;

import org.jspecify.annotations.NullMarked;
