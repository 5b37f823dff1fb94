package dev.parley.core.moderation;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Where people decide. */
public interface ModerationDesk {
    /** Open ones, oldest first. */
    Uni<List<CaseData>> open(int atMost);

    /** Decided ones, newest first. */
    Uni<List<CaseData>> decided(int atMost);

    /** How many are open. */
    Uni<Long> openCount();

    /**
     * PASS: the prompt gets its place in line back, and its picture may be shown. REFUSE: it ends as REJECTED with the
     * reason told to the asker, its picture is deleted; what has run of it already is taken back.
     *
     * @param reason 1 to 500 characters
     * @throws dev.parley.core.problem.ParleyException CASE_UNKNOWN, CASE_DECIDED or BODY_MALFORMED in the Uni
     */
    Uni<CaseData> decide(CaseId id, Operator operator, CaseData.Verdict verdict, String reason);

    /** The picture of a case, which nobody else may see yet. */
    Uni<Optional<byte[]>> picture(CaseId id);
}
