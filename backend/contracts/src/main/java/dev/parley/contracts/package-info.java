/** Identifiers and value types that every part of Parley shares. No framework. */
@NullMarked
package dev.parley.contracts;

import org.jspecify.annotations.NullMarked;
