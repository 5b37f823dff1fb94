package dev.parley.core.canary;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Canaries in PostgreSQL, which knows what is due. */
@ApplicationScoped
class StoredCanaries implements Canaries {
    private static final Duration AUTHORS_FRESH = Duration.ofSeconds(10);

    private static final String RUNNING =
            "SELECT " + CanaryRows.CANARY + ", s.name FROM canary c JOIN station s ON s.id = c.station_id"
                    + " WHERE c.ended_at IS NULL AND ($1::uuid[] IS NULL OR s.lab_id = ANY ($1)) ORDER BY s.name";

    private final Pool postgres;
    private final CanaryDeeds deeds;
    private final CanaryRound round;
    private final CanaryConfig config;
    private final Clock clock;
    private final SharedReads<Boolean, Set<AuthorId>> authors;

    @Inject
    StoredCanaries(
            Pool postgres,
            ReactiveBridge bridge,
            CanaryDeeds deeds,
            CanaryRound round,
            CanaryConfig config,
            Clock clock) {
        this.postgres = postgres;
        this.deeds = deeds;
        this.round = round;
        this.config = config;
        this.clock = clock;
        authors = new SharedReads<>(bridge, all -> readAuthors(), found -> AUTHORS_FRESH, 1, found -> 1);
    }

    @Override
    public Uni<Optional<Course>> of(StationId station) {
        return CanaryRows.running(postgres, station)
                .chain(found -> found.map(canary -> CanaryRows.days(
                                        postgres, canary.id(), CanaryTimes.readAfter(canary, clock.instant()))
                                .map(days -> Optional.of(course(canary, days))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Course course(CanaryData canary, List<CanaryDay> days) {
        CanaryDrift drift =
                CanaryDrift.of(days, canary.baselineFrom(), config.baselineDays(), config.falseAlarmEveryDays());
        return new Course(canary, days, drift, config.baselineDays(), config.falseAlarmEveryDays());
    }

    @Override
    public Uni<List<Told>> all(Optional<Set<LabId>> of) {
        UUID[] wanted = of.map(some -> some.stream().map(LabId::value).toArray(UUID[]::new))
                .orElse(null);
        return postgres.preparedQuery(RUNNING)
                .execute(Tuple.tuple().addArrayOfUUID(wanted))
                .map(rows -> {
                    List<Told> found = new ArrayList<>();
                    rows.forEach(row -> {
                        CanaryData canary = CanaryRows.canary(row);
                        found.add(new Told(canary.station(), row.getString(CanaryRows.WIDTH), canary));
                    });
                    return List.copyOf(found);
                });
    }

    @Override
    public Uni<Set<AuthorId>> authors() {
        return authors.get(true);
    }

    private Uni<Set<AuthorId>> readAuthors() {
        return postgres.query("SELECT id FROM canary").execute().map(rows -> {
            Set<AuthorId> found = new HashSet<>();
            rows.forEach(row -> found.add(new AuthorId(row.getUUID(0))));
            return Set.copyOf(found);
        });
    }

    @Override
    public Uni<Void> set(StationId id, CanaryPlan plan, Actor by, String reason) {
        return deeds.set(id, plan, by, reason, clock.instant());
    }

    @Override
    public Uni<Void> end(StationId id, Actor by, String reason) {
        return deeds.end(id, by, reason, clock.instant()).call(round::takeBack);
    }

    @Override
    public Uni<Void> startAnew(StationId id, Actor by, String reason) {
        return deeds.startAnew(id, by, reason, clock.instant());
    }

    @Override
    public Uni<Integer> feed() {
        return round.feed(clock.instant());
    }
}
