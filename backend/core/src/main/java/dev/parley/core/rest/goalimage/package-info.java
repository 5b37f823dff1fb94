/** Goal images over HTTP. */
@NullMarked
package dev.parley.core.rest.goalimage;

import org.jspecify.annotations.NullMarked;
