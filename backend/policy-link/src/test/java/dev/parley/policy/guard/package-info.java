@NullMarked
package dev.parley.policy.guard;

import org.jspecify.annotations.NullMarked;
