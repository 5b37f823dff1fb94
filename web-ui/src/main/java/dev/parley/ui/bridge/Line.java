package dev.parley.ui.bridge;

import dev.parley.core.account.Author;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The line as everybody in it sees it, read once a second for all their pages, and what each reader would wait in it. */
@ApplicationScoped
public class Line {
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** One each for this many readers of Ask, in two scenes. */
    private static final int MOST_WISHES = 2_000;

    private final Duration longest;
    private final SharedReads<String, List<TurnData>> turns;
    private final SharedReads<Wish, Wait> waits;

    /** By reader: whoever has asked much waits longer than a newcomer. */
    private record Wish(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author reader) {}

    @Inject
    public Line(Turns turns, WaitEstimates waits, ReactiveBridge bridge) {
        this.longest = waits.longest();
        this.turns = new SharedReads<>(bridge, all -> turns.waiting(), found -> FRESH, 1, found -> 1);
        this.waits = new SharedReads<>(
                bridge,
                wish -> waits.ifAskedNow(wish.sceneId(), wish.policyName(), wish.wantedBody(), wish.reader()),
                wait -> FRESH,
                MOST_WISHES,
                wait -> 1);
    }

    /** Every waiting turn in order. */
    public Uni<List<TurnData>> now() {
        return turns.get("all");
    }

    /** Nobody is let in for more than this. */
    public Duration longest() {
        return longest;
    }

    /**
     * What this reader would wait if they asked now.
     *
     * @param wantedBody empty: by whatever body
     */
    public Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author reader) {
        return waits.get(new Wish(sceneId, policyName, wantedBody, reader));
    }
}
