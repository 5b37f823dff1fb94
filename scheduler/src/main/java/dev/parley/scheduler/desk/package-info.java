/** What people in charge do to the line, each with a reason. */
@NullMarked
package dev.parley.scheduler.desk;

import org.jspecify.annotations.NullMarked;
