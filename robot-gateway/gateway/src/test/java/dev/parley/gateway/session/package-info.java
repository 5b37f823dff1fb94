/** Tests of this package. */
@NullMarked
package dev.parley.gateway.session;

import org.jspecify.annotations.NullMarked;
