/** Which machines a policy server may run on. */
@NullMarked
package dev.parley.policy.guard;

import org.jspecify.annotations.NullMarked;
