@NullMarked
package dev.parley.policy.wire;

import org.jspecify.annotations.NullMarked;
