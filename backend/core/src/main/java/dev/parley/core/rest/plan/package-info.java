/** Plans over HTTP. */
@NullMarked
package dev.parley.core.rest.plan;

import org.jspecify.annotations.NullMarked;
