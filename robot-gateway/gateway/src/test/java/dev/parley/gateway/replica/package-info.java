/** More than one gateway at a time: the one of the test's own JVM, and others as processes that can be killed. */
@NullMarked
package dev.parley.gateway.replica;

import org.jspecify.annotations.NullMarked;
