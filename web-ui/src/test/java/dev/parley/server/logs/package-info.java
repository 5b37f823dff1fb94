/** Tests of logs. */
@NullMarked
package dev.parley.server.logs;

import org.jspecify.annotations.NullMarked;
