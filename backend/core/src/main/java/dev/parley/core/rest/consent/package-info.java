/** Consent over HTTP. */
@NullMarked
package dev.parley.core.rest.consent;

import org.jspecify.annotations.NullMarked;
