/** Policies by what people preferred when they could not know which was which: strengths, how sure they are, and who can be told apart. */
@NullMarked
package dev.parley.core.ranking;

import org.jspecify.annotations.NullMarked;
