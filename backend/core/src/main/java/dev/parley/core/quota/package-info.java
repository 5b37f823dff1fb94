/** How many episodes a lab gives in 24 hours, in all and by each policy, and what is left of them. */
@NullMarked
package dev.parley.core.quota;

import org.jspecify.annotations.NullMarked;
