/** What people ask for, in numbers: how varied it is, how much of it was seen, and whether two ways of sorting it agree. */
@NullMarked
package dev.parley.core.analysis.prompting;

import org.jspecify.annotations.NullMarked;
