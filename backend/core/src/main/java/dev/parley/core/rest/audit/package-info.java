/** The audit over HTTP. */
@NullMarked
package dev.parley.core.rest.audit;

import org.jspecify.annotations.NullMarked;
