/** Tests of this package. */
@NullMarked
package dev.parley.gateway.work;

import org.jspecify.annotations.NullMarked;
