/** Facts that were recorded: written in the transaction that made them true, relayed to every replica afterwards. */
@NullMarked
package dev.parley.core.event;

import org.jspecify.annotations.NullMarked;
