package dev.parley.core.dataset.row;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.episode.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One episode as an export reads it.
 *
 * @param family of prompts that it belongs to; empty for words that are not in one yet
 * @param heldOut whether that family is kept out of what policies are trained with
 * @param training whether the asker agreed to that
 * @param asker who asked, hashed with a secret that is made anew for each data set: the same person, the same hash within one
 * @param certificate digest of what the policy's server had been found to be; empty for policies that run in stations
 * @param outcomes by judge, in the order scene, prompter, crowd, researcher; null where one has said nothing
 * @param cameras of which a recording is stored
 * @param mediaBytes of recordings and steps
 */
public record ExportRow(
        EpisodeId id,
        Fence fence,
        String promptId,
        StationId station,
        String stationName,
        String stationKind,
        Instant createdAt,
        Instant endedAt,
        String state,
        String endReason,
        String sceneId,
        @Nullable String taskId,
        @Nullable String taskReading,
        @Nullable String instruction,
        Optional<String> goalImage,
        String policyName,
        String policyDigest,
        String policyKind,
        String embodiment,
        long seed,
        String conditions,
        int attempt,
        @Nullable Integer steps,
        double controlHz,
        @Nullable String detectorName,
        @Nullable Double detectorProbability,
        Optional<String> family,
        boolean heldOut,
        boolean training,
        String asker,
        Optional<String> study,
        Optional<String> comparison,
        Optional<String> certificate,
        List<@Nullable Said> outcomes,
        List<String> cameras,
        long mediaBytes) {
    public static final String STEPS = "steps.pb";
    public static final String RECORDING_SUFFIX = ".mp4";

    /** In the order of {@link #outcomes}. */
    public static final List<String> JUDGES = List.of("scene", "prompter", "crowd", "researcher", "operator");

    /** Whom to believe first: a researcher's look is gold, the scene's own predicate comes next. */
    private static final List<Integer> MOST_BELIEVED = List.of(3, 0, 2, 1);

    /** What one judge said. */
    public record Said(
            Outcome.Result result,
            @Nullable Double progress,
            @Nullable Integer votes) {}

    /** The verdict that counts where one is wanted. */
    public record Judged(
            String judge, boolean success, @Nullable Double progress) {}

    /** Of the judge who is most believed among those who scored it; empty where nobody did. */
    public Optional<Judged> judged() {
        for (int judge : MOST_BELIEVED) {
            Said said = outcomes.get(judge);
            if (said != null && said.result() != Outcome.Result.NOT_SCORED) {
                return Optional.of(
                        new Judged(JUDGES.get(judge), said.result() == Outcome.Result.SUCCESS, said.progress()));
            }
        }
        return Optional.empty();
    }

    public boolean succeeded() {
        return judged().map(Judged::success).orElse(false);
    }

    public String seedText() {
        return Long.toUnsignedString(seed);
    }

    /** What was asked, as a policy that reads words could be told it. */
    public String task() {
        if (instruction != null) {
            return instruction;
        }
        return taskReading == null ? "Make the scene look like the goal picture." : taskReading;
    }
}
