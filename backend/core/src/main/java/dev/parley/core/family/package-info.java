/** Prompts by what they ask for: search by meaning, families of the same ask with how they ended, and what nobody asked yet. */
@NullMarked
package dev.parley.core.family;

import org.jspecify.annotations.NullMarked;
