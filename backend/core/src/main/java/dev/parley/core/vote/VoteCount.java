package dev.parley.core.vote;

import java.util.OptionalDouble;

/**
 * Votes on one episode, counted.
 *
 * @param progress mean of those who gave one, 0 to 1
 */
record VoteCount(int yes, int partly, int no, OptionalDouble progress) {
    int all() {
        return yes + partly + no;
    }
}
