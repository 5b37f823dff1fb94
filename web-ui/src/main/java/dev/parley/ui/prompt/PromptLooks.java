package dev.parley.ui.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.ui.bridge.Running;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads a prompt and, while it waits, its place; one query after the other, since they share one database session. */
@ApplicationScoped
class PromptLooks {
    private final Prompts prompts;
    private final Turns turns;
    private final WaitEstimates waits;
    private final Running running;
    private final Scenes scenes;

    @Inject
    PromptLooks(Prompts prompts, Turns turns, WaitEstimates waits, Running running, Scenes scenes) {
        this.prompts = prompts;
        this.turns = turns;
        this.waits = waits;
        this.running = running;
        this.scenes = scenes;
    }

    Uni<Optional<PromptLook>> at(PromptId id) {
        return prompts.find(id)
                .flatMap(found -> found.map(prompt -> look(prompt).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
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
                .flatMap(wait -> turns.waiting()
                        .flatMap(line -> running.now()
                                .flatMap(now -> scenes.find(prompt.sceneId())
                                        .map(scene -> new PromptLook(
                                                prompt,
                                                scene.map(SceneData::title).orElse(prompt.sceneId()),
                                                Optional.of(wait),
                                                line,
                                                now)))));
    }
}
