package dev.parley.ui.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.ui.bridge.Line;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.bridge.Running;
import dev.parley.ui.bridge.SceneKinds;
import dev.parley.ui.words.StationWords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads a prompt and, while it waits, its place; what concerns everybody in line is read for all of them at once. */
@ApplicationScoped
class PromptLooks {
    private final FollowedPrompts prompts;
    private final Line line;
    private final WaitEstimates waits;
    private final Running running;
    private final Names names;
    private final SceneKinds kinds;

    @Inject
    PromptLooks(
            FollowedPrompts prompts, Line line, WaitEstimates waits, Running running, Names names, SceneKinds kinds) {
        this.prompts = prompts;
        this.line = line;
        this.waits = waits;
        this.running = running;
        this.names = names;
        this.kinds = kinds;
    }

    Uni<Optional<PromptLook>> at(PromptId id) {
        return prompts.find(id)
                .flatMap(found -> found.map(prompt -> look(prompt).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Another look at what concerns others alone: {@code prompt} is taken as it was read, its place is new. */
    Uni<Optional<PromptLook>> around(PromptData prompt) {
        // It may have ended a moment ago, before its own event was heard.
        return look(prompt).map(Optional::of).onFailure().recoverWithUni(() -> at(prompt.id()));
    }

    private Uni<PromptLook> look(PromptData prompt) {
        Optional<TurnData> waiting = prompt.turns().stream()
                .filter(turn -> turn.state() == TurnState.WAITING)
                .findFirst();
        if (waiting.isEmpty()) {
            return Uni.createFrom()
                    .item(new PromptLook(prompt, prompt.sceneId(), Optional.empty(), List.of(), List.of()));
        }
        return waits.of(waiting.get().id())
                .flatMap(wait -> line.now()
                        .flatMap(turns -> running.now()
                                .flatMap(now -> where(prompt.sceneId())
                                        .map(where -> new PromptLook(
                                                prompt,
                                                where,
                                                Optional.of(wait),
                                                rivals(waiting.get(), turns),
                                                holders(waiting.get(), now))))));
    }

    /** Who wishes for another kind of body is before nobody who wishes for this one. */
    private static List<TurnData> rivals(TurnData waiting, List<TurnData> line) {
        return line.stream()
                .filter(turn -> waiting.wantedBody().isEmpty()
                        || turn.wantedBody().isEmpty()
                        || turn.wantedBody().equals(waiting.wantedBody()))
                .toList();
    }

    private static List<EpisodeData> holders(TurnData waiting, List<EpisodeData> running) {
        return running.stream()
                .filter(episode -> waiting.wantedBody()
                        .map(body -> body.is(episode.stationKind()))
                        .orElse(true))
                .toList();
    }

    /** "Blocks and bowls · Simulation". */
    private Uni<String> where(String scene) {
        return names.now()
                .flatMap(known -> kinds.of(scene)
                        .map(kind -> kind.map(one -> known.scene(scene) + " · " + StationWords.kind(one))
                                .orElseGet(() -> known.scene(scene))));
    }
}
