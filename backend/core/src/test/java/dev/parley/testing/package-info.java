/** Real PostgreSQL and Redis for the tests of every module. */
@NullMarked
package dev.parley.testing;

import org.jspecify.annotations.NullMarked;
