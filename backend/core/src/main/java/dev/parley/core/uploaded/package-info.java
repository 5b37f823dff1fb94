/** Networks that researchers upload. They are received, looked at from outside and kept here, and run in simulator workers alone. */
@NullMarked
package dev.parley.core.uploaded;

import org.jspecify.annotations.NullMarked;
