package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Previews are asked for like any prompt, through {@link Prompts}: with its limits, its moderation and its place in line. */
@ApplicationScoped
class StoredPreviews implements Previews {
    private final Prompts prompts;
    private final Stations stations;
    private final FollowedPrompts followed;

    @Inject
    StoredPreviews(Prompts prompts, Stations stations, FollowedPrompts followed) {
        this.prompts = prompts;
        this.stations = stations;
        this.followed = followed;
    }

    @Override
    public Uni<Preview> of(PromptId id, Author author) {
        return prompts.find(id)
                .map(found -> requireOwn(id, found, author))
                .chain(first -> first.preview().isPresent() ? known(first) : make(first, author));
    }

    @Override
    public Uni<Boolean> possible(PromptData first) {
        Optional<TurnData> turn = waiting(first);
        return first.preview().isPresent() || turn.isEmpty()
                ? Uni.createFrom().item(false)
                : stations.all()
                        .map(all -> waitsForARobot(turn.get(), all)
                                && all.stream()
                                        .filter(StationData::takesWork)
                                        .anyMatch(station ->
                                                WantedBody.SIMULATION.is(station.kind()) && runs(station, turn.get())));
    }

    private Uni<Preview> make(PromptData first, Author author) {
        TurnData turn = waiting(first)
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.PREVIEW_REFUSED,
                        "Prompt %s does not wait in line for one episode; a preview is for one that does."
                                .formatted(first.id())));
        return stations.all()
                .invoke(all -> {
                    if (!waitsForARobot(turn, all)) {
                        throw new ParleyException(
                                ErrorCode.PREVIEW_REFUSED,
                                "Prompt %s may run in simulation itself; a preview is for one that waits for a robot."
                                        .formatted(first.id()));
                    }
                })
                .chain(() -> prompts.submit(request(first, turn), author))
                .invoke(() -> followed.changedHere(first.id()))
                .map(made -> new Preview(made, true))
                // Somebody pressed twice.
                .onFailure(failure ->
                        failure instanceof ParleyException known && known.code() == ErrorCode.PREVIEW_REFUSED)
                .recoverWithUni(refused -> prompts.find(first.id())
                        .chain(now -> now.filter(again -> again.preview().isPresent())
                                .map(this::known)
                                .orElseGet(() -> Uni.createFrom().failure(refused))));
    }

    private Uni<Preview> known(PromptData first) {
        return prompts.find(first.preview().orElseThrow())
                .map(found -> new Preview(
                        found.filter(preview -> preview.state() != PromptState.ERASED)
                                .orElseThrow(() -> new ParleyException(
                                        ErrorCode.WITHDRAWN,
                                        "The preview of prompt %s was taken back; a prompt has one."
                                                .formatted(first.id()))),
                        false));
    }

    /** From the same start as the one that waits: what differs is the body alone. */
    private static PromptRequest request(PromptData first, TurnData turn) {
        return new PromptRequest(
                turn.instruction(),
                turn.goalImage(),
                Optional.of(turn.sceneId()),
                Optional.of(turn.policyName()),
                OptionalLong.of(turn.seed()),
                Optional.of(WantedBody.SIMULATION),
                Optional.of(first.id()));
    }

    /** The turn in line; a comparison has none that could be tried without telling which policy is which. */
    private static Optional<TurnData> waiting(PromptData prompt) {
        return prompt.turns().stream()
                .filter(turn -> turn.pair().isEmpty() && turn.state() == TurnState.WAITING)
                .findFirst();
    }

    private static boolean waitsForARobot(TurnData turn, List<StationData> all) {
        return turn.wantedBody().map(body -> body == WantedBody.REAL).orElseGet(() -> {
            List<StationData> able = all.stream()
                    .filter(station -> runs(station, turn))
                    .filter(station -> turn.station().map(station.id()::equals).orElse(true))
                    .toList();
            return !able.isEmpty() && able.stream().allMatch(station -> WantedBody.REAL.is(station.kind()));
        });
    }

    private static boolean runs(StationData station, TurnData turn) {
        return station.sceneIds().contains(turn.sceneId())
                && station.policyDigests().contains(turn.policyDigest());
    }

    private static PromptData requireOwn(PromptId id, Optional<PromptData> found, Author author) {
        PromptData first = found.orElseThrow(
                () -> new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no prompt %s.".formatted(id)));
        if (first.state() == PromptState.ERASED) {
            throw new ParleyException(
                    ErrorCode.WITHDRAWN,
                    "Prompt %s was taken back, and what came of it is deleted here.".formatted(id));
        }
        if (!first.author().equals(author.id())) {
            throw new ParleyException(
                    ErrorCode.NOT_YOURS,
                    "Prompt %s is somebody else's; only they can have it tried in simulation.".formatted(id));
        }
        return first;
    }
}
