package dev.parley.core.vote;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What one person made of one episode. A second vote replaces the first; both stay in the audit. */
public record Vote(
        EpisodeId episode,
        AuthorId author,
        Success success,
        OptionalDouble progress,
        Set<String> tags,
        Optional<String> comment,
        boolean prompter,
        Instant at) {
    /** Did it do what was asked? */
    public enum Success {
        YES,
        PARTLY,
        NO
    }
}
