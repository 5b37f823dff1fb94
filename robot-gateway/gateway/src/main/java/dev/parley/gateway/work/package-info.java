/** Where blocking work of the gateway runs, and how much of it at a time. */
@NullMarked
package dev.parley.gateway.work;

import org.jspecify.annotations.NullMarked;
