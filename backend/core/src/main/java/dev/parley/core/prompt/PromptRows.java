package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.NewEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** New rows of {@code prompt}, many in one statement, and what is told of them. */
final class PromptRows {
    /** SUBMITTED is a state of the same transaction: told as an event, never seen in the row. */
    private static final String INSERT = """
            INSERT INTO prompt (id, author, network_prefix, state, instruction, goal_image, scene_id, policy_name,
                                task_id, task_reading, submitted_at, rejection_reason, rejection_sentence, screening,
                                wanted_body, preview_of, version)
            SELECT n.id, n.author, n.prefix, n.state, n.instruction, n.image, n.scene, n.policy, n.task, n.reading,
                   n.at, n.reason, n.sentence, n.screening, n.body, n.previews, 2
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::text[],
                        $15::text[], $16::uuid[])
                AS n (id, author, prefix, state, instruction, image, scene, policy, task, reading, at,
                      reason, sentence, screening, body, previews)""";

    private PromptRows() {}

    static Uni<Void> insert(SqlConnection transaction, List<PromptEntry.Kept> entries) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(uuids(entries, data -> data.id().value()))
                .addArrayOfUUID(uuids(entries, data -> data.author().value()))
                .addArrayOfString(entries.stream()
                        .map(entry -> entry.author().networkPrefix())
                        .toArray(String[]::new))
                .addArrayOfString(texts(entries, data -> data.state().name()))
                .addArrayOfString(texts(entries, data -> data.instruction().orElse(null)))
                .addArrayOfUUID(uuids(
                        entries,
                        data -> data.goalImage().map(GoalImageId::value).orElse(null)))
                .addArrayOfString(texts(entries, PromptData::sceneId))
                .addArrayOfString(texts(entries, PromptData::policyName))
                .addArrayOfString(texts(entries, data -> data.taskId().orElse(null)))
                .addArrayOfString(texts(entries, data -> data.taskReading().orElse(null)))
                .addArrayOfOffsetDateTime(entries.stream()
                        .map(entry -> entry.data().submittedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(
                        entries,
                        data -> data.rejection().map(why -> why.reason().name()).orElse(null)))
                .addArrayOfString(texts(
                        entries,
                        data -> data.rejection().map(Rejection::sentence).orElse(null)))
                .addArrayOfString(
                        entries.stream().map(entry -> entry.screening().name()).toArray(String[]::new))
                .addArrayOfString(
                        texts(entries, data -> data.wantedBody().map(Enum::name).orElse(null)))
                .addArrayOfUUID(uuids(
                        entries, data -> data.previewOf().map(PromptId::value).orElse(null)));
        return transaction.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    static NewEvent submitted(PromptData prompt) {
        NewEvent news = event(prompt, 1, Optional.empty(), PromptState.SUBMITTED);
        // Who looks at the one that is tried hears that it is.
        return prompt.previewOf()
                .map(first -> {
                    Map<String, Object> payload = new LinkedHashMap<>(news.payload());
                    payload.put("previewOf", first.value());
                    return new NewEvent(news.aggregate(), news.id(), news.version(), news.kind(), payload);
                })
                .orElse(news);
    }

    /** What became of it at once. */
    static NewEvent decided(PromptData prompt) {
        PromptTransitions.TABLE.require(prompt.id(), PromptState.SUBMITTED, prompt.state());
        return event(prompt, 2, Optional.of(PromptState.SUBMITTED), prompt.state());
    }

    private static NewEvent event(PromptData prompt, long version, Optional<PromptState> from, PromptState to) {
        return new NewEvent(
                DomainEvent.Aggregate.PROMPT,
                prompt.id().value(),
                version,
                "prompt." + to.name().toLowerCase(Locale.ROOT),
                Map.of("from", from.map(Enum::name).orElse(""), "to", to.name()));
    }

    static @Nullable UUID[] uuids(List<PromptEntry.Kept> entries, Function<PromptData, @Nullable UUID> field) {
        return entries.stream().map(entry -> field.apply(entry.data())).toArray(UUID[]::new);
    }

    static @Nullable String[] texts(List<PromptEntry.Kept> entries, Function<PromptData, @Nullable String> field) {
        return entries.stream().map(entry -> field.apply(entry.data())).toArray(String[]::new);
    }
}
