package dev.parley.server.traces;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attempts that were leased through this replica: whose prompt each is, and since when. Forgets the oldest. Thread-safe. */
@ApplicationScoped
class Attempts {
    private static final int MOST = 4096;

    private final Map<EpisodeId, Leased> leased = new LinkedHashMap<>();

    record Leased(PromptId prompt, Instant since) {}

    synchronized void leased(EpisodeId episode, PromptId prompt, Instant since) {
        if (leased.size() >= MOST) {
            leased.remove(leased.keySet().iterator().next());
        }
        leased.put(episode, new Leased(prompt, since));
    }

    synchronized Optional<Leased> find(EpisodeId episode) {
        return Optional.ofNullable(leased.get(episode));
    }

    synchronized Optional<Leased> remove(EpisodeId episode) {
        return Optional.ofNullable(leased.remove(episode));
    }
}
