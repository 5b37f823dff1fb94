/** Tests of what the leaderboard says. */
@NullMarked
package dev.parley.ui.leaderboard;

import org.jspecify.annotations.NullMarked;
