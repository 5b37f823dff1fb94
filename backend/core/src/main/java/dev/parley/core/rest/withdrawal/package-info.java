/** Taking back over HTTP. */
@NullMarked
package dev.parley.core.rest.withdrawal;

import org.jspecify.annotations.NullMarked;
