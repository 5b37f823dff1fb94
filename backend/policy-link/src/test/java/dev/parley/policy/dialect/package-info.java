@NullMarked
package dev.parley.policy.dialect;

import org.jspecify.annotations.NullMarked;
