/** Offers of policies that researchers uploaded. */
@NullMarked
package dev.parley.gateway.uploaded;

import org.jspecify.annotations.NullMarked;
