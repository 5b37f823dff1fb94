package dev.parley.core.uploaded;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stations that run uploaded policies are given: one to try, and the files. */
@ApplicationScoped
public class StationTrials {
    public static final int LONGEST_WHY = 400;

    private static final int MOST_ATTEMPTS = 3;

    private static final String GIVE_UP = """
            UPDATE uploaded_policy SET state = 'REFUSED', claimed_by = NULL, claimed_until = NULL,
                state_note = 'Each of the workers that tried it ended before it was done.'
            WHERE state = 'TRYING' AND attempts >= $1 AND claimed_until < clock_timestamp()""";

    private static final String CLAIM = """
            UPDATE uploaded_policy SET claimed_by = $1, attempts = attempts + 1,
                claimed_until = clock_timestamp() + $2::double precision * interval '1 second'
            WHERE name = (SELECT name FROM uploaded_policy
                          WHERE state = 'TRYING' AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                            AND attempts < $3 AND (embodiment || ' ' || action_space_kind) = ANY ($4)
                          ORDER BY declared_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING digest""";

    private static final String ANNOUNCE = """
            INSERT INTO policy_version (name, digest, kind, title, description, accepts_instruction, accepts_goal_image,
                embodiment, action_space_kind, scene_ids)
            SELECT u.name, u.digest, 'uploaded', u.title, u.description, true, false, u.embodiment, u.action_space_kind,
                ARRAY(SELECT jsonb_array_elements_text(cast(u.mapping AS jsonb) -> 'sceneIds'))
            FROM uploaded_policy u WHERE u.name = :policy ON CONFLICT DO NOTHING""";

    private final Pool postgres;
    private final Transactions transactions;
    private final UploadedRows rows;
    private final UploadedReferences references;
    private final UploadedFiles files;
    private final UploadedConfig config;

    @Inject
    StationTrials(
            Pool postgres,
            Transactions transactions,
            UploadedRows rows,
            UploadedReferences references,
            UploadedFiles files,
            UploadedConfig config) {
        this.postgres = postgres;
        this.transactions = transactions;
        this.rows = rows;
        this.references = references;
        this.files = files;
        this.config = config;
    }

    /** How a trial went. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It could not be tried there, which says nothing about it. */
        NOT_TRIED
    }

    /** The next that this station is to try, under its name for {@code trial-within}; empty where there is none. */
    public Uni<Optional<PolicyReference>> next(StationData station) {
        requireRuns(station);
        return postgres.preparedQuery(GIVE_UP)
                .execute(Tuple.of(MOST_ATTEMPTS))
                .chain(() -> postgres.preparedQuery(CLAIM)
                        .execute(Tuple.of(
                                station.id().value(),
                                config.trialWithin().toMillis() / 1000.0,
                                MOST_ATTEMPTS,
                                bodies(station.announced()))))
                .chain(claimed -> claimed.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : references.find(claimed.iterator().next().getString(0)));
    }

    private static String[] bodies(Capabilities capabilities) {
        return Stream.concat(
                        Stream.of(capabilities.getEmbodiment()),
                        capabilities.getScenesList().stream()
                                .filter(SceneCapability::hasEmbodiment)
                                .map(SceneCapability::getEmbodiment))
                .map(StationTrials::body)
                .distinct()
                .toArray(String[]::new);
    }

    private static String body(Embodiment body) {
        return body.getName() + " " + body.getActionSpace().getKind();
    }

    /**
     * What a station found out about a version that it was given to try.
     *
     * @param why a sentence; empty for one that passed
     * @throws ParleyException in the Uni: POLICY_UNKNOWN, or STATE_CONFLICT where it is not this station's to say any more
     */
    public Uni<Void> tell(StationData station, String digest, Verdict verdict, String why) {
        requireRuns(station);
        return rows.ofDigest(digest)
                .map(found -> found.orElseThrow(() -> UploadedStates.unknown(digest)))
                .chain(policy -> transactions.write(session -> session.createNativeQuery(
                                "SELECT 1 FROM uploaded_policy WHERE name = :name AND state = 'TRYING' AND claimed_by = :station FOR UPDATE",
                                Integer.class)
                        .setParameter("name", policy.name())
                        .setParameter("station", station.id().value())
                        .getResultList()
                        .invoke(held -> {
                            if (held.isEmpty()) {
                                throw new ParleyException(
                                        ErrorCode.STATE_CONFLICT,
                                        "Policy %s is not this station's to try now.".formatted(policy.name()));
                            }
                        })
                        .chain(() -> switch (verdict) {
                            case PASSED ->
                                session.createNativeQuery(ANNOUNCE)
                                        .setParameter("policy", policy.name())
                                        .executeUpdate()
                                        .chain(() ->
                                                UploadedStates.move(session, policy.name(), UploadedState.READY, ""));
                            case FAILED ->
                                UploadedStates.move(session, policy.name(), UploadedState.REFUSED, shown(why));
                            case NOT_TRIED -> letGo(session, policy.name());
                        })))
                .replaceWithVoid();
    }

    /** Not counted as an attempt, and not at once again: whatever is in the way takes a moment. */
    private static Uni<Void> letGo(Mutiny.Session session, String policy) {
        return session.createNativeQuery(
                        "UPDATE uploaded_policy SET claimed_by = NULL, attempts = greatest(0, attempts - 1),"
                                + " claimed_until = clock_timestamp() + interval '10 seconds' WHERE name = :name")
                .setParameter("name", policy)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A station's words about a stranger's file, for that stranger to read. */
    private static String shown(String why) {
        String plain = why.replaceAll("[\\p{C}]", " ").strip();
        return plain.length() <= LONGEST_WHY ? plain : plain.substring(0, LONGEST_WHY) + "…";
    }

    /**
     * The file of a version that stations try or run.
     *
     * @throws ParleyException POLICY_UNKNOWN in the Uni
     */
    public Uni<StoredArtifact> file(StationData station, String digest) {
        requireRuns(station);
        return rows.ofDigest(digest)
                .map(found -> found.filter(policy ->
                                policy.state() == UploadedState.READY || policy.state() == UploadedState.TRYING)
                        .orElseThrow(() -> UploadedStates.unknown(digest)))
                .chain(files::find)
                .map(found -> found.orElseThrow(() -> UploadedStates.unknown(digest)));
    }

    private static void requireRuns(StationData station) {
        if (station.kind() != StationKind.SIMULATOR || !station.announced().getRunsUploadedPolicies()) {
            throw new ParleyException(
                    ErrorCode.NOT_ALLOWED, "Only simulators that announced that they run uploaded policies get them.");
        }
    }
}
