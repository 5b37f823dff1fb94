package dev.parley.core.support;

import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The same wait for everybody. */
@ApplicationScoped
public class FixedWaits implements WaitEstimates {
    private static final Wait WAIT = new Wait(
            OptionalInt.of(3),
            Optional.of(new Range(Duration.ofSeconds(20), Duration.ofSeconds(45))),
            Reason.OTHERS_AHEAD,
            "2 ahead");

    /** Whoever is known has used some of their share. */
    private static final Wait OF_ONE_WHO_ASKED_BEFORE =
            new Wait(OptionalInt.of(7), WAIT.estimate(), WAIT.reason(), "6 ahead");

    @Override
    public Uni<Wait> of(TurnId turn) {
        return Uni.createFrom().item(WAIT);
    }

    @Override
    public Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody) {
        return Uni.createFrom().item(WAIT);
    }

    @Override
    public Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author author) {
        return Uni.createFrom().item(OF_ONE_WHO_ASKED_BEFORE);
    }

    @Override
    public Duration longest() {
        return Duration.ofHours(2);
    }
}
