package dev.parley.platform.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Holds a rig to its promises once everybody is silent: nothing lost, nothing twice, nothing stuck, nobody left over. */
public final class Audit {
    /** A lease that nobody renews runs for 60 s; the turn has then to run again. */
    private static final Duration SILENT_WITHIN = Duration.ofMinutes(4);

    private static final String RESTLESS = """
            SELECT 'turn', id, state FROM turn WHERE state IN ('WAITING', 'ASSIGNED')
            UNION ALL SELECT 'assignment', id, state FROM assignment WHERE state IN ('OFFERED', 'LEASED')
            UNION ALL SELECT 'prompt', id, state FROM prompt WHERE state IN ('SUBMITTED', 'QUEUED')
            UNION ALL SELECT 'episode', id, state FROM episode WHERE ended_at IS NULL
            UNION ALL SELECT 'unpublished event', aggregate_id, kind FROM event_outbox WHERE published_at IS NULL
            UNION ALL SELECT 'episode without its two artifacts', id, state FROM episode e
                WHERE state = 'TERMINATED' AND (SELECT count(*) FROM artifact a WHERE a.episode_id = e.id) < 2
            """;

    /** Each names itself; none may have rows. */
    private static final List<String> NEVER = List.of(
            """
            SELECT 'two open assignments on one slot', station_id, slot FROM assignment
            WHERE state IN ('OFFERED', 'LEASED') GROUP BY station_id, slot HAVING count(*) > 1""",
            """
            SELECT 'two whole episodes of one turn', turn_id FROM episode
            WHERE state IN ('TERMINATED', 'TRUNCATED') GROUP BY turn_id HAVING count(*) > 1""",
            """
            SELECT 'two episodes of one turn that are neither lost nor aborted', turn_id FROM episode
            WHERE state NOT IN ('LOST', 'ABORTED') GROUP BY turn_id HAVING count(*) > 1""",
            """
            SELECT 'two episodes on one slot at a time', a.id, b.id FROM episode a JOIN assignment x ON x.id = a.id
            JOIN assignment y ON y.station_id = x.station_id AND y.slot = x.slot AND y.id <> x.id
            JOIN episode b ON b.id = y.id
            WHERE a.created_at < b.created_at AND a.ended_at > b.created_at""",
            "SELECT 'a fence twice', fence FROM assignment GROUP BY fence HAVING count(*) > 1",
            """
            SELECT 'an episode under another fence than its assignment', e.id FROM episode e
            JOIN assignment a USING (id) WHERE a.fence <> e.fence""",
            """
            SELECT 'a fence that does not grow', e.id FROM episode e JOIN assignment a USING (id)
            JOIN assignment later ON later.station_id = a.station_id AND later.slot = a.slot
            WHERE later.offered_at > a.offered_at AND later.fence < a.fence""",
            """
            SELECT 'one change told twice', aggregate, aggregate_id, version FROM event_outbox
            GROUP BY aggregate, aggregate_id, version HAVING count(*) > 1""",
            """
            SELECT 'a completed prompt without a whole episode', p.id, string_agg(e.state || ' ' || e.end_reason, ', ')
            FROM prompt p LEFT JOIN episode e ON e.prompt_id = p.id WHERE p.state = 'COMPLETED'
            GROUP BY p.id HAVING count(*) FILTER (WHERE e.state IN ('TERMINATED', 'TRUNCATED')) <> 1""",
            """
            SELECT 'an attempt number twice', turn_id, attempt FROM episode
            GROUP BY turn_id, attempt HAVING count(*) > 1""");

    private final Rig rig;
    private final Database database;

    public Audit(Rig rig) {
        this.rig = rig;
        this.database = rig.database();
    }

    /** Waits until nothing waits, runs or has to be told. What is still restless after some minutes is stuck. */
    public void awaitSilence() throws SQLException {
        try {
            Awaitility.await("silence")
                    .atMost(SILENT_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> database.rows(RESTLESS).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("stuck: " + database.rows(RESTLESS), e);
        }
    }

    /** Everything that is broken; empty is right. */
    public List<String> violations(Collection<Person> people) throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        for (String never : NEVER) {
            found.addAll(database.rows(never));
        }
        for (Person person : people) {
            promises(person, found);
        }
        runs(found);
        artifacts(found);
        rig.orphans().forEach(orphan -> found.add("an orphan: " + orphan));
        return found;
    }

    private void promises(Person person, List<String> found) throws SQLException {
        Set<String> ended =
                new HashSet<>(database.rows("SELECT id FROM prompt WHERE state IN ('COMPLETED', 'WITHDRAWN')"));
        person.acknowledged().stream()
                .filter(id -> !ended.contains(id))
                .forEach(id -> found.add("an acknowledged prompt was lost: " + id));
        Set<String> withdrawn = new HashSet<>(database.rows("SELECT id FROM prompt WHERE state = 'WITHDRAWN'"));
        person.withdrawn().stream()
                .filter(id -> !withdrawn.contains(id))
                .forEach(id -> found.add("a confirmed withdrawal was lost: " + id));
        Set<String> votes = new HashSet<>(database.rows("SELECT episode_id, lower(success) FROM vote"));
        person.votes().forEach((episode, success) -> {
            if (!votes.contains(episode + " " + success)) {
                found.add("a confirmed vote was lost: " + episode + " " + success);
            }
        });
    }

    /** What moved has a record, and moved once. */
    private void runs(List<String> found) throws SQLException, IOException {
        Set<String> recorded = new HashSet<>(database.rows("SELECT id, fence FROM episode"));
        Set<String> seen = new HashSet<>();
        for (String run : rig.runs()) {
            if (!recorded.contains(run)) {
                found.add("ran without a record: " + run);
            }
            if (!seen.add(run)) {
                found.add("ran twice: " + run);
            }
        }
        database
                .rows("SELECT id, fence FROM episode WHERE state = 'TERMINATED' AND scene_id = ?", SyntheticBody.SCENE)
                .stream()
                .filter(episode -> !seen.contains(episode))
                .forEach(episode -> found.add("has a result and never ran: " + episode));
    }

    private void artifacts(List<String> found) throws SQLException, IOException {
        for (String row : database.rows("SELECT e.id, e.fence, a.name, a.sha256 FROM artifact a"
                + " JOIN episode e ON e.id = a.episode_id WHERE e.state = 'TERMINATED'")) {
            String[] column = row.split(" ");
            Path file = rig.artifacts().resolve(column[0]).resolve(column[1]).resolve(column[2]);
            if (!Files.exists(file) || !sha256(file).equals(column[3])) {
                found.add("a recording is gone or harmed: " + file);
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
