package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.scheduler.queue.TurnQueue;
import io.lettuce.core.RedisException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** Remembers in Redis what each person saw last: a position never grows without a reason beside it. */
@ApplicationScoped
class ShownPositions {
    private static final Logger LOG = Logger.getLogger(ShownPositions.class);

    private final TurnQueue queue;

    @Inject
    ShownPositions(TurnQueue queue) {
        this.queue = queue;
    }

    /** The wait to show. While Redis is away no position is: it could not be compared with the last one. */
    Uni<Wait> check(TurnId turn, LineView.Standing standing) {
        if (standing.position() == 0) {
            return Uni.createFrom()
                    .item(wait(OptionalInt.empty(), standing, standing.said().text()));
        }
        return Uni.createFrom()
                .item(() -> queue.show(turn, standing.position(), standing.couldHaveGrown()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(reason -> shown(standing, reason))
                .onFailure(RedisException.class)
                .recoverWithItem(away -> {
                    LOG.debugf("Positions are not shown while Redis is away: %s", away.getMessage());
                    return wait(
                            OptionalInt.empty(), standing, "Your place in line is kept; its number comes back shortly");
                });
    }

    private static Wait shown(LineView.Standing standing, Optional<String> reason) {
        String text = standing.said().text();
        return wait(
                OptionalInt.of(standing.position()),
                standing,
                reason.map(each -> WaitSentences.movedBack(text, each)).orElse(text));
    }

    private static Wait wait(OptionalInt position, LineView.Standing standing, String text) {
        return new Wait(position, standing.estimate(), standing.said().reason(), text);
    }
}
