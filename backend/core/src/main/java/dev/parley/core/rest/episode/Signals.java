package dev.parley.core.rest.episode;

import dev.parley.contracts.SceneBody;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.StepRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * What an episode's numbers look like over its steps, for whoever has decided that they may be seen. Nothing in it names the
 * episode or says how well it went: of the step log it leaves out the judge's progress and what the policy wrote.
 */
@ApplicationScoped
public class Signals {
    /** More are some simulator's inner state, which nobody reads as a curve. */
    private static final int MOST_UNNAMED = 8;

    /** An hour at ten steps a second; nobody judges longer films here. */
    static final int MOST_STEPS = 36_000;

    private static final int MOST_NUMBERS = 64;

    private final EpisodeLookup lookup;
    private final Stations stations;

    @Inject
    Signals(EpisodeLookup lookup, Stations stations) {
        this.lookup = lookup;
        this.stations = stations;
    }

    /** RECORDING_UNKNOWN in the Uni where the episode has no step log. */
    public Uni<SignalsView> of(EpisodeData episode) {
        return stations.find(episode.station())
                .chain(station -> lookup.artifact(episode, StepsResource.STEP_FILE, "step log")
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(log -> {
                            Embodiment body = station.map(known -> body(known, episode.sceneId()))
                                    .orElseGet(Embodiment::getDefaultInstance);
                            List<StepRecord> steps = read(
                                    log, Math.min(MOST_STEPS, episode.steps().orElse(episode.maxSteps())));
                            return SignalsView.of(
                                    episode.controlHz(),
                                    steps,
                                    names(
                                            body.getObservationSpace()
                                                    .getState()
                                                    .getNamesList(),
                                            steps.stream()
                                                    .mapToInt(StepRecord::getStateCount)
                                                    .max()
                                                    .orElse(0),
                                            "state"),
                                    names(
                                            body.getActionSpace().getVector().getNamesList(),
                                            steps.stream()
                                                    .mapToInt(StepRecord::getActionCommandedCount)
                                                    .max()
                                                    .orElse(0),
                                            "action"));
                        }));
    }

    private static Embodiment body(StationData station, String sceneId) {
        return SceneBody.of(station.announced(), sceneId);
    }

    /** A station that has changed since, or never said, leaves them numbered. */
    private static List<String> names(List<String> announced, int width, String noun) {
        if (!announced.isEmpty() && announced.size() <= width) {
            return announced;
        }
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= Math.min(width, MOST_UNNAMED); i++) {
            numbered.add(noun + "_" + i);
        }
        return numbered;
    }

    /** In their places, whatever the log leaves out, repeats or has too much of: film and numbers go by the same steps. */
    static List<StepRecord> read(StoredArtifact log, int most) {
        List<StepRecord> steps = new ArrayList<>();
        StepLog.read(log, step -> {
            if (step.getStep() >= steps.size() && step.getStep() < most) {
                while (steps.size() < step.getStep()) {
                    steps.add(asBefore(steps));
                }
                steps.add(numbers(step));
            }
            return steps.size() < most;
        });
        return steps;
    }

    /** Of a step that was not recorded nobody knows better, and no thinking either. */
    private static StepRecord asBefore(List<StepRecord> steps) {
        return steps.isEmpty()
                ? StepRecord.getDefaultInstance()
                : steps.getLast().toBuilder().clearInferUs().build();
    }

    /** What is shown of it, so that a long log does not fill the memory. */
    private static StepRecord numbers(StepRecord step) {
        return StepRecord.newBuilder()
                .addAllState(step.getStateList().stream().limit(MOST_NUMBERS).toList())
                .addAllActionCommanded(step.getActionCommandedList().stream()
                        .limit(MOST_NUMBERS)
                        .toList())
                .setInferUs(step.getInferUs())
                .build();
    }
}
