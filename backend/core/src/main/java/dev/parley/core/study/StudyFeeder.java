package dev.parley.core.study;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.StudyId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.prompt.PromptBatches;
import dev.parley.core.prompt.PromptConfig;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives the next items of one study their places in the queue, inside a caller's transaction: items and turns change together. */
@ApplicationScoped
class StudyFeeder {
    private static final int LARGEST_BATCH = 64;

    private static final String UNFED = "SELECT " + StudyRows.ITEM + """
            , i.number, i.task_reading, i.max_steps, p.embodiment, p.action_space_kind, clock_timestamp(),
              i.station_id, i.wanted_body
            FROM study_item i JOIN policy_version p ON p.name = i.policy_name AND p.digest = i.policy_digest
            WHERE i.study_id = $1 AND i.turn_id IS NULL ORDER BY i.number LIMIT $2""";

    private static final String FED = """
            UPDATE study_item i SET turn_id = n.turn FROM unnest($2::int[], $3::uuid[]) AS n (number, turn)
            WHERE i.study_id = $1 AND i.number = n.number""";

    private static final int REST = StudyRows.ITEM_WIDTH;

    private final Admission admission;
    private final PromptBatches prompts;
    private final PromptConfig config;

    @Inject
    StudyFeeder(Admission admission, PromptBatches prompts, PromptConfig config) {
        this.admission = admission;
        this.prompts = prompts;
        this.config = config;
    }

    /** @param events what happened: to be told after the commit */
    record Fed(int items, List<DomainEvent> events) {
        static final Fed NOTHING = new Fed(0, List.of());
    }

    /** @param room how many more of this study may wait */
    Uni<Fed> feed(SqlConnection transaction, StudyId study, String submitter, int room) {
        int most = Math.min(room, LARGEST_BATCH);
        if (most < 1) {
            return Uni.createFrom().item(Fed.NOTHING);
        }
        Author author = Submitter.authorOf(study, submitter);
        return transaction
                .preparedQuery(UNFED)
                .execute(Tuple.of(study.value(), most))
                .chain(rows -> {
                    List<Row> items = new ArrayList<>();
                    rows.forEach(items::add);
                    return items.isEmpty()
                            ? Uni.createFrom().item(Fed.NOTHING)
                            : place(transaction, study, author, items);
                });
    }

    private Uni<Fed> place(SqlConnection transaction, StudyId study, Author author, List<Row> items) {
        List<Admission.Newcomer> newcomers =
                Collections.nCopies(items.size(), new Admission.Newcomer(author, PriorityClass.STUDY));
        return admission.place(transaction, newcomers).chain(placing -> {
            List<Integer> numbers = new ArrayList<>();
            List<PromptBatches.Ready> ready = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                // Who finds no room stays behind, in order: the next call tries again.
                if (placing.places().get(i) instanceof Admission.Given given) {
                    numbers.add(items.get(i).getInteger(REST));
                    ready.add(ready(items.get(i), author, given));
                }
            }
            return prompts.admit(transaction, ready, placing.written())
                    .call(() -> remember(transaction, study, numbers, ready))
                    .map(recorded -> new Fed(ready.size(), recorded));
        });
    }

    private PromptBatches.Ready ready(Row row, Author author, Admission.Given given) {
        StudyItem item = StudyRows.item(row, 0);
        Instant now = row.get(OffsetDateTime.class, REST + 5).toInstant();
        TurnData turn = new TurnData(
                TurnId.random(),
                PromptId.random(),
                author.id(),
                TurnState.WAITING,
                given.placement(),
                item.sceneId(),
                item.policyName(),
                item.policyDigest(),
                row.getString(REST + 3),
                row.getString(REST + 4),
                Optional.ofNullable(row.getUUID(REST + 6)).map(StationId::new),
                item.instruction(),
                item.goalImage(),
                Optional.of(item.taskId()),
                item.seed(),
                row.getInteger(REST + 2),
                0,
                now,
                Optional.of(now.plus(config.waitsAtMost())),
                Optional.empty(),
                item.conditions(),
                Optional.empty(),
                Optional.ofNullable(row.getString(REST + 7)).map(WantedBody::valueOf));
        return new PromptBatches.Ready(turn, author, Optional.of(row.getString(REST + 1)));
    }

    private static Uni<Void> remember(
            SqlConnection transaction, StudyId study, List<Integer> numbers, List<PromptBatches.Ready> ready) {
        return transaction
                .preparedQuery(FED)
                .execute(Tuple.tuple()
                        .addUUID(study.value())
                        .addArrayOfInteger(numbers.toArray(Integer[]::new))
                        .addArrayOfUUID(ready.stream()
                                .map(each -> each.turn().id().value())
                                .toArray(UUID[]::new)))
                .replaceWithVoid();
    }
}
