/**
 * What came of episodes, read for whoever wants to know how sure a number is: rates by policy version with their
 * clusters, matched starts of two policies, simulated twins of real runs, what the conditions of the start moved, and how
 * proxies agree with the judge that matters. Bodies are never mixed, and neither are judges.
 */
@NullMarked
package dev.parley.core.result;

import org.jspecify.annotations.NullMarked;
