package dev.parley.core.rest.plan;

import dev.parley.core.plan.Saving;
import dev.parley.core.plan.SavingRuns;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "Studies that were played: what the study's rules save against a fixed design that is right as often.")
record SavingView(
        List<Double> rates,
        int episodes,

        @Schema(description = "RUNNING or DONE.") String state,
        @Schema(description = "0 to 1.") double progress,
        @Nullable Allocation allocation,

        @Schema(description = "Of the best two alone; absent where they are less than ten points apart.") @Nullable
        Stopping stopping) {

    @Schema(description = "Choosing whom to try next, until the best is named as often.")
    record Allocation(
            int plays,
            double right,
            double rightError,
            int fixedEpisodes,
            int studyEpisodes,
            double savedShare,
            double savedShareLow,
            double savedShareHigh,
            List<Saving.Point> curve) {}

    @Schema(
            description =
                    "Stopping when it is decided, against McNemar's exact test that finds the better one as often, by the least that the plays leave open at 95 %.")
    record Stopping(
            double first,
            double second,
            int mostBlocks,
            double found,
            double meanBlocks,
            int fixedBlocks,
            double savedShare) {}

    static SavingView of(SavingRuns.Look look) {
        return new SavingView(
                look.wish().percents().stream().map(percent -> percent / 100.0).toList(),
                look.wish().episodes(),
                look.saving().isPresent() ? "DONE" : "RUNNING",
                look.progress(),
                look.saving()
                        .map(saving -> new Allocation(
                                saving.plays(),
                                saving.right(),
                                saving.rightError(),
                                saving.fixed(),
                                saving.study(),
                                saving.share(),
                                saving.shareLow(),
                                saving.shareHigh(),
                                saving.curve()))
                        .orElse(null),
                look.saving()
                        .flatMap(Saving::stopping)
                        .map(two -> new Stopping(
                                two.first() / 100.0,
                                two.second() / 100.0,
                                two.most(),
                                two.found().found(),
                                two.found().mean(),
                                two.found().fixed(),
                                two.found().saving()))
                        .orElse(null));
    }
}
