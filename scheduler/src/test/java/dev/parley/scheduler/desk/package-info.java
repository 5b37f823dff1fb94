@NullMarked
package dev.parley.scheduler.desk;

import org.jspecify.annotations.NullMarked;
