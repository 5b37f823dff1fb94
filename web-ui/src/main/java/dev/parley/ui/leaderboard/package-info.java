/** Which policies people prefer without knowing them, for anybody. */
@NullMarked
package dev.parley.ui.leaderboard;

import org.jspecify.annotations.NullMarked;
