/** The messages of policy servers: what is asked and answered, in each of the two dialects. */
@NullMarked
package dev.parley.policy.dialect;

import org.jspecify.annotations.NullMarked;
