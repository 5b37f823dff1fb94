package dev.parley.core.support;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.comparison.Ballot;
import dev.parley.core.comparison.Choice;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.comparison.Reveal;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A comparison's life in a few calls: asked, run by a station, open for votes, closed. */
@ApplicationScoped
public class ComparisonRig {
    public static final String SENTENCE = "put the red cube in the blue bowl";
    public static final String COMPARISONS = "/api/v1/comparisons/";

    @Inject
    Lab lab;

    @Inject
    Comparisons comparisons;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    ArtifactStore artifacts;

    @Inject
    Pool sql;

    /** @param policies none, or the names of two */
    public ComparisonData compare(Author asker, String... policies) {
        return compare(Lab.request(SENTENCE), asker, policies);
    }

    public ComparisonData compare(PromptRequest request, Author asker, String... policies) {
        return await(comparisons.submit(new ComparisonRequest(request, List.of(policies)), asker));
    }

    /** Asked by somebody, run by both, open for votes. */
    public ComparisonData ready(StationData station, String... policies) {
        ComparisonData comparison = compare(Lab.someone(), policies);
        runBoth(comparison, station);
        await(comparisons.keep());
        return state(comparison);
    }

    /** Both to the end with their recordings, the first before the second. */
    public List<EpisodeId> runBoth(ComparisonData comparison, StationData station) {
        AssignmentData first = lab.lease(prompt(comparison), station);
        record(first, "main.mp4");
        lab.runToTheEnd(first);
        AssignmentData second = leaseNext(station);
        record(second, "main.mp4");
        lab.runToTheEnd(second);
        return List.of(first.id(), second.id());
    }

    /** Both to the end, with recordings that the store has. */
    public List<AssignmentData> runBoth(
            ComparisonData comparison, StationData station, byte[] videoOfFirst, byte[] videoOfSecond) {
        AssignmentData first = lab.lease(prompt(comparison), station);
        store(first, videoOfFirst);
        lab.runToTheEnd(first);
        AssignmentData second = leaseNext(station);
        store(second, videoOfSecond);
        lab.runToTheEnd(second);
        await(comparisons.keep());
        return List.of(first, second);
    }

    private void store(AssignmentData assignment, byte[] video) {
        String digest = sha256(video);
        try {
            artifacts.append(assignment.id(), assignment.fence(), "main.mp4", 0, video, video.length);
            artifacts.complete(assignment.id(), assignment.fence(), "main.mp4", digest, video.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(episodes.attach(assignment.id(), assignment.fence(), "main.mp4", "video/mp4", digest, video.length));
    }

    /** What this station was offered. */
    public AssignmentData leaseNext(StationData station) {
        AssignmentData offered = await(assignments.open(station.id())).getFirst();
        return await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
    }

    /** In the public record only: the store has no such file. */
    public void record(AssignmentData assignment, String name) {
        await(episodes.attach(assignment.id(), assignment.fence(), name, "video/mp4", "ab".repeat(32), 1));
    }

    /** Its time is over, and the next look has closed it. */
    public void close(ComparisonData comparison) {
        overdue(comparison);
        await(comparisons.keep());
    }

    /** Its time is over, and nobody has looked yet. */
    public void overdue(ComparisonData comparison) {
        await(sql.preparedQuery("UPDATE comparison SET closes_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(comparison.id().value())));
    }

    public Reveal vote(ComparisonData comparison, Author voter, Choice choice) {
        return await(comparisons.vote(comparison.id(), voter, Ballot.of(choice, List.of("came closer"))));
    }

    /** As it is now. */
    public ComparisonData state(ComparisonData comparison) {
        return await(comparisons.find(comparison.id())).orElseThrow();
    }

    public PromptData prompt(ComparisonData comparison) {
        return await(prompts.find(comparison.prompt())).orElseThrow();
    }

    public List<TurnState> turnStates(ComparisonData comparison) {
        return turns(comparison).stream().map(TurnData::state).toList();
    }

    /** Of what was drawn, in the order in which they run. */
    public List<String> digests(ComparisonData comparison) {
        return turns(comparison).stream().map(TurnData::policyDigest).toList();
    }

    private List<TurnData> turns(ComparisonData comparison) {
        return await(turns.ofPrompt(comparison.prompt()));
    }

    /** Its row. */
    public Row row(ComparisonData comparison) {
        return await(sql.preparedQuery("SELECT * FROM comparison WHERE id = $1")
                        .execute(Tuple.of(comparison.id().value())))
                .iterator()
                .next();
    }

    /** The row of somebody's vote. */
    public Row voteRow(ComparisonData comparison, Author voter) {
        return await(sql.preparedQuery("SELECT * FROM comparison_vote WHERE comparison_id = $1 AND author = $2")
                        .execute(Tuple.of(comparison.id().value(), voter.id().value())))
                .iterator()
                .next();
    }

    /** How many votes on it are so. */
    public long votes(ComparisonData comparison, String condition) {
        return await(sql.preparedQuery("SELECT count(*) FROM comparison_vote WHERE comparison_id = $1 AND " + condition)
                        .execute(Tuple.of(comparison.id().value())))
                .iterator()
                .next()
                .getLong(0);
    }

    public static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    /** Hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
