/** The scheduler on the real core, PostgreSQL and Redis. */
@NullMarked
package dev.parley.scheduler.chain;

import org.jspecify.annotations.NullMarked;
