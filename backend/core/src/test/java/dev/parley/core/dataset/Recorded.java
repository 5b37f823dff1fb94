package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consents;
import dev.parley.core.dataset.video.TestRecordings;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.StepRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Episodes with steps and real recordings, asked by people who agreed to this or that, in tests. */
@ApplicationScoped
public class Recorded {
    /** Families whose side was worked out elsewhere. */
    static final String OPEN = "0000000000000001";

    static final String HELD_OUT = "0000000000000002";

    static final int STEPS = 10;

    /** Two pictures a step; what is filmed after the last action is left out. */
    static final int LENGTH = 2 * STEPS;

    @Inject
    Lab lab;

    @Inject
    ArtifactStore artifacts;

    @Inject
    Episodes episodes;

    @Inject
    Consents consents;

    @Inject
    Pool sql;

    /** Somebody who agreed to be public, and perhaps to training. */
    Author person(boolean training) {
        Author author = new Author(AuthorId.random(), "net-" + UUID.randomUUID());
        agree(author, training);
        return author;
    }

    void agree(Author author, boolean training) {
        await(consents.agree(author, new Agreement(consents.text().version(), true, training, true)));
    }

    /** Asked, run to its end, with steps and a recording. */
    AssignmentData episode(Author author, String instruction, String family, char recording) {
        return episode(author, instruction, family, TestRecordings.bytes(recording));
    }

    AssignmentData episode(Author author, String instruction, String family, byte[] recording) {
        StationData station = lab.station(StationKind.SIMULATOR);
        PromptData prompt = lab.ask(author, instruction);
        AssignmentData assignment = lab.lease(prompt, station);
        lab.runToTheEnd(assignment);
        belongs(prompt.id().value(), family);
        store(assignment, "main.mp4", recording);
        store(assignment, "steps.pb", steps());
        return assignment;
    }

    void store(AssignmentData assignment, String name, byte[] bytes) {
        String sha256 = sha256(bytes);
        try {
            artifacts.append(assignment.id(), assignment.fence(), name, 0, bytes, bytes.length);
            artifacts.complete(assignment.id(), assignment.fence(), name, sha256, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(episodes.attach(
                assignment.id(), assignment.fence(), name, "application/octet-stream", sha256, bytes.length));
    }

    /** As the keeper of families would do it, but at once and with a side that is known. */
    void belongs(UUID prompt, String family) {
        byte[] meaning = new byte[1536];
        await(sql.preparedQuery(
                        "INSERT INTO family (id, scene_id, words) VALUES ($1, $1, 'words') ON CONFLICT (id) DO NOTHING")
                .execute(Tuple.of(family)));
        String digest = sha256(family.getBytes(StandardCharsets.UTF_8));
        await(sql.preparedQuery(
                        "INSERT INTO saying (digest, family_id, words, meaning) VALUES ($1, $2, 'words', $3) ON CONFLICT (digest) DO NOTHING")
                .execute(Tuple.of(digest, family, Buffer.buffer(meaning))));
        await(sql.preparedQuery(
                        "INSERT INTO prompt_saying (prompt_id, saying, family_id, asked_at)"
                                + " SELECT $1, number, family_id, now() FROM saying WHERE digest = $2"
                                + " ON CONFLICT (prompt_id) DO UPDATE SET saying = excluded.saying, family_id = excluded.family_id")
                .execute(Tuple.of(prompt, digest)));
    }

    /** As if a blind comparison kept it secret, or did no more. */
    void seal(AssignmentData episode, boolean sealed) {
        await(sql.withTransaction(transaction -> transaction
                .query("SET LOCAL session_replication_role = replica")
                .execute()
                .chain(() -> transaction
                        .preparedQuery("UPDATE episode SET sealed_by = $2 WHERE id = $1")
                        .execute(Tuple.of(episode.id().value(), sealed ? UUID.randomUUID() : null)))));
    }

    void withdraw(AssignmentData episode) {
        await(sql.preparedQuery("UPDATE episode SET withdrawn_at = now() WHERE id = $1")
                .execute(Tuple.of(episode.id().value())));
    }

    /** State {step, step / 2}, action {step, 1}, clamped to {step, 0.5} from the third on. */
    static byte[] steps() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try {
            for (int step = 0; step < STEPS; step++) {
                StepRecord.newBuilder()
                        .setStep(step)
                        .setMonoNs(step * 100_000_000L)
                        .addState(step)
                        .addState(step / 2.0)
                        .addActionCommanded(step)
                        .addActionCommanded(1)
                        .addActionApplied(step)
                        .addActionApplied(step < 2 ? 1 : 0.5)
                        .addFrame(2 * step)
                        .build()
                        .writeDelimitedTo(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
