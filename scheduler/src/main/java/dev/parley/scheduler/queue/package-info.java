/** The queue of waiting turns as an index in Redis that PostgreSQL can rebuild at any time. */
@NullMarked
package dev.parley.scheduler.queue;

import org.jspecify.annotations.NullMarked;
