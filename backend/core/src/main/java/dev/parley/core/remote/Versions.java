package dev.parley.core.remote;

import dev.parley.policy.conformance.Canaries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The versions of registered policies: which is opened, which one a server answers as. */
@ApplicationScoped
class Versions {
    private static final String OPEN = """
            INSERT INTO remote_version (policy, digest, number, opened_at, certificate_digest, canaries, tolerance, checked_at,
                apart)
            SELECT :policy, :digest, 1 + count(*), clock_timestamp(), :certificate, decode(:canaries, 'base64'),
                cast(:tolerance AS double precision), clock_timestamp(), 0
            FROM remote_version WHERE policy = :policy""";

    private static final String ANNOUNCE = """
            INSERT INTO policy_version (name, digest, kind, title, description, accepts_instruction, accepts_goal_image,
                embodiment, action_space_kind, scene_ids)
            SELECT r.name, :digest, 'remote', r.title, r.description, true, false, r.embodiment, r.action_space_kind,
                ARRAY(SELECT jsonb_array_elements_text(cast(r.mapping AS jsonb) -> 'sceneIds'))
            FROM remote_policy r WHERE r.name = :policy ON CONFLICT DO NOTHING""";

    private final Pool postgres;

    @Inject
    Versions(Pool postgres) {
        this.postgres = postgres;
    }

    /** A version and how it answers. */
    record Kept(String digest, Canaries canaries, double tolerance) {
        /** Not as far from it as would be another policy. */
        boolean is(Canaries answers) {
            return answers.worst(canaries) <= tolerance;
        }
    }

    /** The newest first, so that the one that is most likely is looked at first. */
    Uni<List<Kept>> of(String policy) {
        return postgres.preparedQuery(
                        "SELECT digest, canaries, tolerance FROM remote_version WHERE policy = $1 ORDER BY number DESC")
                .execute(Tuple.of(policy))
                .map(rows -> {
                    List<Kept> kept = new ArrayList<>();
                    rows.forEach(row -> kept.add(new Kept(
                            row.getString(0), Canaries.of(row.getBuffer(1).getBytes()), row.getDouble(2))));
                    return List.copyOf(kept);
                });
    }

    /** Which of them answers so. */
    static Optional<Kept> answering(List<Kept> versions, Canaries answers) {
        return versions.stream().filter(version -> version.is(answers)).findFirst();
    }

    /** A new one, which can be asked for under its own digest. */
    Uni<Void> open(
            Mutiny.Session session, RemotePolicyData policy, String digest, Examiner.Known known, String certificate) {
        return session.createNativeQuery(ANNOUNCE)
                .setParameter("digest", digest)
                .setParameter("policy", policy.name())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(OPEN)
                        .setParameter("policy", policy.name())
                        .setParameter("digest", digest)
                        .setParameter("certificate", certificate)
                        .setParameter(
                                "canaries",
                                Base64.getEncoder()
                                        .encodeToString(known.canaries().bytes()))
                        .setParameter("tolerance", known.tolerance())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** It was found to answer as this one just now. */
    Uni<Void> checked(
            Mutiny.Session session, String policy, String digest, double apart, Optional<String> certificate) {
        return session.createNativeQuery("UPDATE remote_version SET checked_at = clock_timestamp(),"
                        + " apart = cast(:apart AS double precision),"
                        + " certificate_digest = coalesce(nullif(:certificate, ''), certificate_digest)"
                        + " WHERE policy = :policy AND digest = :digest")
                .setParameter("apart", apart)
                .setParameter("certificate", certificate.orElse(""))
                .setParameter("policy", policy)
                .setParameter("digest", digest)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "UPDATE remote_policy SET current_digest = :digest WHERE name = :policy")
                        .setParameter("digest", digest)
                        .setParameter("policy", policy)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** When its canaries are asked next. */
    static Uni<Void> dueIn(Mutiny.Session session, String policy, double seconds) {
        return session.createNativeQuery("UPDATE remote_policy SET canaries_due = clock_timestamp()"
                        + " + cast(:seconds AS double precision) * interval '1 second' WHERE name = :policy")
                .setParameter("seconds", seconds)
                .setParameter("policy", policy)
                .executeUpdate()
                .replaceWithVoid();
    }
}
