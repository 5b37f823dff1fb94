/**
 * How many more episodes: until a rate is known well enough, until two policies are told apart, what that costs, and
 * what the study's rules save.
 */
@NullMarked
package dev.parley.core.analysis.plan;

import org.jspecify.annotations.NullMarked;
