package dev.parley.core.moderation;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.goalimage.PictureState;
import dev.parley.core.goalimage.PictureStates;
import dev.parley.core.prompt.ModerationConfig;
import dev.parley.core.prompt.PromptScreening;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.withdrawal.Withdrawals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks at prompts that the rules let in, oldest first, and says pass, refuse, or that a person has to look. */
@ApplicationScoped
class Screener {
    private static final int AT_ONCE = 16;
    private static final String MACHINE = "likeness";

    private final PromptScreening prompts;
    private final PictureStates pictures;
    private final Likeness likeness;
    private final Withdrawals withdrawals;
    private final ModerationConfig config;

    @Inject
    Screener(
            PromptScreening prompts,
            PictureStates pictures,
            Likeness likeness,
            Withdrawals withdrawals,
            ModerationConfig config) {
        this.prompts = prompts;
        this.pictures = pictures;
        this.likeness = likeness;
        this.withdrawals = withdrawals;
        this.config = config;
    }

    /**
     * Some of those that nobody has looked at.
     *
     * @return how many were looked at; fails where the encoder is away, and what it did not read stays as it is
     */
    Uni<Integer> look() {
        return prompts.pending(AT_ONCE)
                .chain(unseen -> Multi.createFrom()
                        .iterable(unseen)
                        .onItem()
                        .transformToUniAndConcatenate(prompt -> look(prompt).map(found -> new Seen(prompt, found)))
                        .collect()
                        .asList())
                .call(this::decide)
                .map(List::size);
    }

    private record Seen(PromptScreening.Unseen prompt, Finding finding) {}

    private Uni<Finding> look(PromptScreening.Unseen prompt) {
        Uni<Finding> words = prompt.instruction()
                .filter(said -> config.likeness().enabled())
                .map(likeness::of)
                .orElseGet(() -> Uni.createFrom().item(passed()));
        return words.chain(found -> found.verdict() == Finding.Verdict.REFUSE
                ? Uni.createFrom().item(found)
                : prompt.goalImage()
                        .map(picture -> withPicture(found, picture))
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    private Uni<Finding> withPicture(Finding words, GoalImageId picture) {
        if (config.pictures() == ModerationConfig.Pictures.PASS) {
            return Uni.createFrom().item(words);
        }
        return pictures.of(picture).map(state -> {
            if (state.equals(Optional.of(PictureState.PASSED))) {
                return words;
            }
            List<CaseData.About> about = new ArrayList<>(words.about());
            about.add(CaseData.About.PICTURE);
            return new Finding(Finding.Verdict.UNKNOWN, List.copyOf(about), words.entry(), words.likeness());
        });
    }

    private static Finding passed() {
        return new Finding(Finding.Verdict.PASS, List.of(), Optional.empty(), OptionalDouble.empty());
    }

    private Uni<Void> decide(List<Seen> seen) {
        List<PromptId> passed = seen.stream()
                .filter(each -> each.finding().verdict() == Finding.Verdict.PASS)
                .map(each -> each.prompt().id())
                .toList();
        return prompts.pass(passed)
                .chain(() -> Multi.createFrom()
                        .iterable(seen)
                        .onItem()
                        .transformToUniAndConcatenate(this::decide)
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> decide(Seen seen) {
        PromptId id = seen.prompt().id();
        Finding finding = seen.finding();
        return switch (finding.verdict()) {
            case PASS -> Uni.createFrom().voidItem();
            case UNKNOWN ->
                prompts.hold(id, session -> CaseRows.open(session, id, finding)).replaceWithVoid();
            case REFUSE -> refuse(seen, finding.entry().orElseThrow().reason());
        };
    }

    private Uni<Void> refuse(Seen seen, Rejection.Reason reason) {
        PromptId id = seen.prompt().id();
        Rejection why = new Rejection(
                reason, reason.sentence(), seen.prompt().instruction().orElse(""));
        return prompts.refuse(
                        id, why, session -> CaseRows.refused(session, id, seen.finding(), MACHINE, reason.wireName()))
                .chain(refused -> refused
                        ? withdrawals.byModeration(id)
                        : Uni.createFrom().voidItem());
    }
}
