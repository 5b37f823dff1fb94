/** REST of policies that run on their makers' servers. */
@NullMarked
package dev.parley.core.rest.remote;

import org.jspecify.annotations.NullMarked;
