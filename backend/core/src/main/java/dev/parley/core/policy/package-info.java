/** Policies and their immutable versions. */
@NullMarked
package dev.parley.core.policy;

import org.jspecify.annotations.NullMarked;
