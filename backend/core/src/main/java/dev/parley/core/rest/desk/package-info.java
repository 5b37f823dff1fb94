/** The desk of those who look after stations, over HTTP. */
@NullMarked
package dev.parley.core.rest.desk;

import org.jspecify.annotations.NullMarked;
