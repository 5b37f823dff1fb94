package dev.parley.core.ranking;

import io.smallrye.mutiny.Uni;

/** Who is preferred, by blind votes. Answers are shared by everybody who asks and may be some seconds old. */
public interface Leaderboards {
    /** An empty one where nobody has voted yet. */
    Uni<Leaderboard> of(Board board);
}
