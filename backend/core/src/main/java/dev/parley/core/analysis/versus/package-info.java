/**
 * Which of two policies does better. A block is one episode of each under matched conditions in random order; where
 * both end alike it says nothing, and where one alone succeeds, each is as likely to be the one if neither is better
 * (Wald 1947, double dichotomies). So what may be looked at any time needs no guess of how hard the tasks are.
 */
@NullMarked
package dev.parley.core.analysis.versus;

import org.jspecify.annotations.NullMarked;
