/** What an export reads of one episode. */
@NullMarked
package dev.parley.core.dataset.row;

import org.jspecify.annotations.NullMarked;
