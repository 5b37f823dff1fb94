/** One episode for anybody: live first, finished after. The same page stands alone at its own address and inside an ask. */
@NullMarked
package dev.parley.ui.episode;

import org.jspecify.annotations.NullMarked;
