/** What the protocol promised once, it keeps. */
@NullMarked
package dev.parley.contracts.wire;

import org.jspecify.annotations.NullMarked;
