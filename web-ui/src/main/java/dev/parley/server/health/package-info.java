/** Whether a prompt would be served now, said part by part. */
@NullMarked
package dev.parley.server.health;

import org.jspecify.annotations.NullMarked;
