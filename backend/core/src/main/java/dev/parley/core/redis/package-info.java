/** The one way to Redis, which may be away at any moment. */
@NullMarked
package dev.parley.core.redis;

import org.jspecify.annotations.NullMarked;
