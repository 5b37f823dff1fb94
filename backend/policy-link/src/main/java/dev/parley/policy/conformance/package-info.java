/** Finds out what a policy server takes and gives, by asking it, and writes it down. */
@NullMarked
package dev.parley.policy.conformance;

import org.jspecify.annotations.NullMarked;
