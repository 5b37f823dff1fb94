/** Tests of groups and contexts. */
@NullMarked
package dev.parley.core.reactive;

import org.jspecify.annotations.NullMarked;
