/** Which task a sentence asks for: read the same way by the platform and by its stations, from words that are data. */
@NullMarked
package dev.parley.contracts.sentence;

import org.jspecify.annotations.NullMarked;
