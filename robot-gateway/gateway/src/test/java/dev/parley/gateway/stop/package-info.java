/** Stop tokens and the resource that takes them. */
@NullMarked
package dev.parley.gateway.stop;

import org.jspecify.annotations.NullMarked;
