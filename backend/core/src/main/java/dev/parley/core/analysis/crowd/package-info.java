/**
 * What several people, and detectors, said of the same episodes: how far they agree, how reliable each is, and what is
 * probably true. A rater is whoever gives labels, the asker and a detector's version among them; only a researcher's
 * review is gold.
 */
@NullMarked
package dev.parley.core.analysis.crowd;

import org.jspecify.annotations.NullMarked;
