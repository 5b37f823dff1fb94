/** Steps and posters of running episodes, under credit. */
@NullMarked
package dev.parley.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
