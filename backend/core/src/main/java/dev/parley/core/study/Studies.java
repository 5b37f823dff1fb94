package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import dev.parley.contracts.TurnId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Studies. What {@link #submit} completed for is in PostgreSQL as a whole, synced to disk, and runs without its submitter. */
public interface Studies {
    int MOST_ITEMS = 10_000;
    int LONGEST_NAME = 120;

    /**
     * Answers after the commit of the study with all of its items.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: STUDY_EXISTS for other items under a name that is taken;
     *     whatever is wrong with an item, naming it by its number; RATE_LIMITED or QUEUE_FULL
     */
    Uni<Submitted> submit(StudyRequest request, Submitter submitter);

    /** @param isNew false where the same study had been submitted before */
    record Submitted(StudyData study, boolean isNew) {}

    Uni<Optional<StudyData>> find(StudyId id);

    /** The study of that name, so that whoever lost the answer finds it again. */
    Uni<Optional<StudyData>> find(String name, Submitter submitter);

    /**
     * Everybody's, newest first.
     *
     * @param after the last one seen, for the next page; where there is no such study, nothing comes after it
     */
    Uni<List<ListedStudy>> newest(Optional<StudyId> after, int atMost);

    /** The study that a turn belongs to; empty for the turns of prompts. */
    Uni<Optional<StudyData>> ofTurn(TurnId turn);

    /** Its plan; empty where its items were listed. */
    Uni<Optional<PlannedStudy>> plan(StudyId id);

    /**
     * Blocks of a planned study, in the order in which they were drawn.
     *
     * @param from number of the first
     */
    Uni<List<StudyBlock>> blocks(StudyId id, int from, int atMost);

    /** What the blocks of a planned study say now. */
    Uni<StudyWatch> watch(StudyId id, StudyPlan plan);

    /** How far it is, counted now. */
    Uni<StudyProgress> progress(StudyId id);

    /**
     * Why nothing of it is fed now although it runs: policies on their makers' servers that answer otherwise than they did, or
     * have not been asked again yet. One sentence each; empty while nothing holds it up.
     */
    Uni<List<String>> heldUpBy(StudyId id);

    /**
     * Items with what came of them, by number.
     *
     * @param from number of the first
     * @param atMost how many
     */
    Uni<List<StudyEpisode>> episodes(StudyId id, int from, int atMost);

    /**
     * Nothing more of it is fed; {@link #feed} cancels what waits and stops what runs.
     *
     * @throws dev.parley.core.problem.ParleyException STUDY_UNKNOWN, NOT_YOURS, or STATE_CONFLICT once it has ended
     */
    Uni<StudyData> withdraw(StudyId id, Submitter submitter);

    /**
     * Gives the next items of every running study their places in the queue, as far as there is room for them, draws the next
     * blocks of planned ones and ends those that are decided, completes studies whose turns have all ended, and takes the turns
     * of withdrawn and decided ones back. One replica at a time does it; the
     * others return at once. Idempotent: whatever was cut off is done by the next call.
     *
     * @return items that got a place
     */
    Uni<Integer> feed();
}
