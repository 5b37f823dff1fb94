/** What a study is and what came of it so far, for anybody. */
@NullMarked
package dev.parley.ui.study;

import org.jspecify.annotations.NullMarked;
