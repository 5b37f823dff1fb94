/** How many more episodes: until a rate is known, until two policies are told apart, and what that costs on today's stations. */
@NullMarked
package dev.parley.core.plan;

import org.jspecify.annotations.NullMarked;
