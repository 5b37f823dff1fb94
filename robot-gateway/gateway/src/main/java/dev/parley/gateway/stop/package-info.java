/** Where a person stops a station over REST, with a token that is checked without a database. */
@NullMarked
package dev.parley.gateway.stop;

import org.jspecify.annotations.NullMarked;
