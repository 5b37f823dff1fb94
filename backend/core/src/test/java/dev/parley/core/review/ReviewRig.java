package dev.parley.core.review;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.Episodes;
import dev.parley.core.person.Role;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.StepRecord;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Episodes to judge and people who judge them, in a few calls. */
@ApplicationScoped
public class ReviewRig {
    static final String REVIEWS = "/api/v1/reviews";
    static final String ASKED = "put the red cube in the blue bowl";
    static final int STEPS = 42;
    /** Stands in what a policy wrote about its steps. */
    static final String THOUGHT = "thought-of-the-policy";

    @Inject
    Lab lab;

    @Inject
    Accounts accounts;

    @Inject
    Episodes episodes;

    @Inject
    ArtifactStore artifacts;

    @Inject
    Pool sql;

    /** What other tests left behind waits for nobody. */
    void emptyDesk() {
        run("UPDATE review SET state = 'LAPSED' WHERE state = 'CLAIMED'");
        run("UPDATE review_gold SET retired_at = clock_timestamp() WHERE retired_at IS NULL");
        run(
                "INSERT INTO review_clip (episode_id, state, chosen, sampled_among, settled_at)"
                        + " SELECT id, 'SETTLED', 'REST', 1, clock_timestamp() FROM episode WHERE ended_at IS NOT NULL"
                        + " ON CONFLICT (episode_id) DO UPDATE SET state = 'SETTLED', sampled_among = 1, settled_at = clock_timestamp()");
    }

    /** Nobody rates it any more, and the sample leaves it out. */
    void takenOffTheDesk(AssignmentData clip) {
        run("INSERT INTO review_clip (episode_id, state, chosen, sampled_among, settled_at) VALUES ('" + clip.id()
                + "', 'SETTLED', 'SAMPLE', 1, clock_timestamp()) ON CONFLICT (episode_id)"
                + " DO UPDATE SET state = 'SETTLED', sampled_among = 1, settled_at = clock_timestamp()");
    }

    /** One that has ended as done, with a film and a step log. */
    AssignmentData clip() {
        return clip(Lab.someone());
    }

    AssignmentData clip(Author asker) {
        // First, since without any station nothing can be asked.
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData assignment = lab.lease(lab.ask(asker, ASKED), station);
        store(assignment, "main.mp4", "video/mp4", film(assignment));
        store(assignment, "steps.pb", "application/x-protobuf", steps());
        lab.runToTheEnd(assignment);
        return assignment;
    }

    static byte[] film(AssignmentData assignment) {
        return ("film of " + assignment.fence()).repeat(1000).getBytes(UTF_8);
    }

    private static byte[] steps() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int step = 0; step < STEPS; step++) {
            try {
                StepRecord.newBuilder()
                        .setStep(step)
                        .addState(0.1 * step)
                        .addActionCommanded(0.01)
                        .setInferUs(1000 * step)
                        .setProgress(0.987654)
                        .addNotes(THOUGHT)
                        .build()
                        .writeDelimitedTo(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return log.toByteArray();
    }

    private void store(AssignmentData assignment, String name, String type, byte[] bytes) {
        String digest = ComparisonRig.sha256(bytes);
        try {
            artifacts.append(assignment.id(), assignment.fence(), name, 0, bytes, bytes.length);
            artifacts.complete(assignment.id(), assignment.fence(), name, digest, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(episodes.attach(assignment.id(), assignment.fence(), name, type, digest, bytes.length));
    }

    Somebody rater() {
        return accounts.with(Role.RESEARCHER);
    }

    Somebody lead() {
        return accounts.with(Role.PLATFORM_ADMIN);
    }

    /** The same as it is inside of the platform. */
    static Rater inside(Somebody rater) {
        Author author = new Author(new AuthorId(rater.person().id().value()), "net-" + rater.id());
        return new Rater(
                rater.person().id(),
                author,
                new Actor(Optional.of(rater.person().id()), rater.person().name(), "RESEARCHER", ""),
                true,
                false);
    }

    /** Empty where nothing waits for them. */
    Optional<JsonPath> claim(Somebody rater) {
        var answer = rater.asks().post(REVIEWS);
        return switch (answer.statusCode()) {
            case 204 -> Optional.empty();
            case 200 -> Optional.of(answer.jsonPath());
            default -> throw new AssertionError(answer.statusCode() + " " + answer.asString());
        };
    }

    /** A clip of this rater that they have watched. */
    String watched(Somebody rater) {
        String id = claim(rater).orElseThrow().getString("id");
        watch(id);
        return id;
    }

    /** As if they had had it for an hour. */
    void watch(String review) {
        run("UPDATE review SET claimed_at = claimed_at - interval '1 hour' WHERE id = '" + review + "'");
    }

    ValidatableResponse label(Somebody rater, String review, Map<String, ?> label) {
        return rater.asks()
                .contentType(ContentType.JSON)
                .body(label)
                .post(REVIEWS + "/" + review + "/labels")
                .then();
    }

    ValidatableResponse says(Somebody rater, String review, String result) {
        return label(rater, review, Map.of("result", result));
    }

    /** Claimed, watched and judged. */
    String judges(Somebody rater, String result) {
        String review = watched(rater);
        says(rater, review, result).statusCode(200);
        return review;
    }

    /** What everybody is told of an episode by a judge; null: nothing. */
    static String verdict(AssignmentData episode) {
        return given().get("/api/v1/episodes/" + episode.id())
                .then()
                .statusCode(200)
                .extract()
                .path("outcomes.find { it.judge == 'researcher' }?.result");
    }

    UUID episodeOf(String review) {
        return row("SELECT episode_id FROM review WHERE id = '" + review + "'").getUUID(0);
    }

    Row row(String query) {
        return await(sql.query(query).execute()).iterator().next();
    }

    long count(String query) {
        return row(query).getLong(0);
    }

    void run(String statement) {
        await(sql.query(statement).execute());
    }
}
