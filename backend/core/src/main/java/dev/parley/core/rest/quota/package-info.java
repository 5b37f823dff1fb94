/** Quotas of labs over HTTP. */
@NullMarked
package dev.parley.core.rest.quota;

import org.jspecify.annotations.NullMarked;
