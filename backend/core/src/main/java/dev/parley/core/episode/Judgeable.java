package dev.parley.core.episode;

import java.util.Optional;

/** Which ends there is something to judge of: those by the task, by a limit or by the policy. The others say nothing about the policy. */
public final class Judgeable {
    private Judgeable() {}

    /** @param reason empty only for episodes that are older than reasons are: those that were not lost count */
    public static boolean is(EpisodeState state, Optional<EndReason> reason) {
        return state.terminal()
                && state != EpisodeState.LOST
                && reason.map(why -> why.cause() != EndReason.Cause.CENSORED).orElse(true);
    }
}
