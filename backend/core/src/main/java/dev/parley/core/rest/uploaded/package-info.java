/** REST of policies that researchers upload, and of the stations that try and run them. */
@NullMarked
package dev.parley.core.rest.uploaded;

import org.jspecify.annotations.NullMarked;
