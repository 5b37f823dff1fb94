/** Data sets over HTTP. */
@NullMarked
package dev.parley.core.rest.dataset;

import org.jspecify.annotations.NullMarked;
