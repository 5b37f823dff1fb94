package dev.parley.core.moderation;

import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.goalimage.PictureState;
import dev.parley.core.goalimage.PictureStates;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptScreening;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.withdrawal.Withdrawals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decisions in PostgreSQL, each in one transaction with what becomes of the prompt. */
@ApplicationScoped
class StoredModerationDesk implements ModerationDesk {
    private static final int LONGEST_REASON = 500;

    private final CaseRows cases;
    private final PromptScreening prompts;
    private final PictureStates pictures;
    private final GoalImages images;
    private final Withdrawals withdrawals;
    private final Audit audit;

    @Inject
    StoredModerationDesk(
            CaseRows cases,
            PromptScreening prompts,
            PictureStates pictures,
            GoalImages images,
            Withdrawals withdrawals,
            Audit audit) {
        this.cases = cases;
        this.prompts = prompts;
        this.pictures = pictures;
        this.images = images;
        this.withdrawals = withdrawals;
        this.audit = audit;
    }

    @Override
    public Uni<List<CaseData>> open(int atMost) {
        return cases.open(atMost);
    }

    @Override
    public Uni<List<CaseData>> decided(int atMost) {
        return cases.decided(atMost);
    }

    @Override
    public Uni<Long> openCount() {
        return cases.openCount();
    }

    @Override
    public Uni<Optional<byte[]>> picture(CaseId id) {
        return require(id)
                .chain(found -> found.picture()
                        .map(images::png)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    @Override
    public Uni<CaseData> decide(CaseId id, Operator operator, CaseData.Verdict verdict, String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A decision needs a reason of 1 to %d characters.".formatted(LONGEST_REASON));
        }
        return require(id)
                .invoke(found -> {
                    if (found.decision().isPresent()) {
                        throw decided(found);
                    }
                })
                .chain(found -> switch (verdict) {
                    case PASS -> pass(found, operator, why);
                    case REFUSE -> refuse(found, operator, why);
                })
                .chain(() -> require(id));
    }

    /** The picture first: a turn that comes back into line is offered at once. */
    private Uni<Void> pass(CaseData found, Operator operator, String why) {
        return found.picture()
                .map(pictures::pass)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> prompts.release(
                        found.prompt(), session -> record(session, found, CaseData.Verdict.PASS, operator, why)))
                .invoke(changed -> requireChanged(changed, found))
                .replaceWithVoid();
    }

    private Uni<Void> refuse(CaseData found, Operator operator, String why) {
        Rejection.Reason reason =
                found.about().contains(CaseData.About.PICTURE) ? Rejection.Reason.PICTURE : Rejection.Reason.PERSON;
        Rejection rejection = new Rejection(
                reason,
                reason.sentence() + " They said: " + why,
                found.instruction().orElse(""));
        return prompts.refuse(
                        found.prompt(),
                        rejection,
                        session -> record(session, found, CaseData.Verdict.REFUSE, operator, why))
                .invoke(changed -> requireChanged(changed, found))
                .chain(() -> found.picture()
                        .map(picture -> pictures.of(picture)
                                .chain(state -> state.equals(Optional.of(PictureState.PENDING))
                                        ? pictures.refuse(picture)
                                        : Uni.createFrom().voidItem()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> withdrawals.byModeration(found.prompt()));
    }

    private Uni<Void> record(
            Mutiny.Session session, CaseData found, CaseData.Verdict verdict, Operator operator, String why) {
        return CaseRows.decide(session, found.id(), verdict, operator, why)
                .invoke(first -> requireChanged(first, found))
                .chain(() -> audit.record(
                        session,
                        operator.actor(),
                        new Deed(
                                "moderation.decided",
                                "case",
                                found.id().toString(),
                                Optional.empty(),
                                why,
                                Map.of(
                                        "verdict", verdict.name(),
                                        "prompt", found.prompt().toString()))));
    }

    private static void requireChanged(boolean changed, CaseData found) {
        if (!changed) {
            throw decided(found);
        }
    }

    private static ParleyException decided(CaseData found) {
        return new ParleyException(
                ErrorCode.CASE_DECIDED,
                "Case %s has been decided already, or its ask was taken back.".formatted(found.id()));
    }

    private Uni<CaseData> require(CaseId id) {
        return cases.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.CASE_UNKNOWN, "There is no case %s.".formatted(id))));
    }
}
