/** Tests of groups, contexts and shared reads. */
@NullMarked
package dev.parley.core.reactive;

import org.jspecify.annotations.NullMarked;
