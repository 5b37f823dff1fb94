@NullMarked
package dev.parley.policy.conformance;

import org.jspecify.annotations.NullMarked;
