package dev.parley.core.prompt;

import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scenes and policies that can be asked for, and the stations that have them. Descriptions are large and change when a station
 * connects, so they are kept and read anew only when a fingerprint of who was announced when and what may run where, taken in the
 * caller's transaction, is another.
 */
@ApplicationScoped
class Catalogue {
    private static final String NOW = """
            SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
                   (SELECT coalesce(sum(hashtextextended(
                               id || '/' || version || '/' || extract(epoch FROM last_announced), 0)), 0)
                    FROM scene) || ' ' ||
                   (SELECT coalesce(sum(hashtextextended(
                               name || '/' || digest || '/' || extract(epoch FROM last_announced), 0)), 0)
                    FROM policy_version) || ' ' ||
                   (SELECT coalesce(sum(hashtextextended(id::text || '/' || kind || '/' || session_epoch || '/'
                               || coalesce(policy_rule, ''), 0)), 0)
                    FROM station) || ' ' ||
                   (SELECT coalesce(sum(hashtextextended(station_id::text || '/' || policy_digest, 0)), 0)
                    FROM station_policy) || ' ' ||
                   (SELECT coalesce(sum(hashtextextended(name || '/' || state || '/' || current_digest, 0)), 0)
                    FROM remote_policy)""";

    private final Scenes scenes;
    private final Policies policies;
    private final Stations stations;
    private volatile @Nullable Kept kept;

    @Inject
    Catalogue(Scenes scenes, Policies policies, Stations stations) {
        this.scenes = scenes;
        this.policies = policies;
        this.stations = stations;
    }

    /** What there is at this moment, and what time that is on PostgreSQL's clock. */
    Uni<Offered> now(SqlConnection transaction) {
        return transaction.preparedQuery(NOW).execute().chain(rows -> {
            Row row = rows.iterator().next();
            Instant now = Instant.EPOCH.plus(row.getLong(0), ChronoUnit.MICROS);
            String fingerprint = row.getString(1);
            Kept known = kept;
            return known != null && known.fingerprint().equals(fingerprint)
                    ? Uni.createFrom().item(new Offered(now, known.scenes(), known.policies(), known.stations()))
                    : read(fingerprint)
                            .map(fresh -> new Offered(now, fresh.scenes(), fresh.policies(), fresh.stations()));
        });
    }

    /** Read after the fingerprint was taken: what is kept may be newer than it, and is then read once more. */
    private Uni<Kept> read(String fingerprint) {
        return scenes.all()
                .chain(allScenes -> policies.all()
                        .chain(allPolicies -> stations.all()
                                .map(allStations -> new Kept(fingerprint, allScenes, allPolicies, allStations))))
                .invoke(fresh -> kept = fresh);
    }

    /**
     * Scenes and policies as they are announced at {@code now}.
     *
     * @param stations what each is and what it announced; how it stands now may have changed since
     */
    record Offered(Instant now, List<SceneData> scenes, List<PolicyData> policies, List<StationData> stations) {}

    private record Kept(
            String fingerprint, List<SceneData> scenes, List<PolicyData> policies, List<StationData> stations) {}
}
