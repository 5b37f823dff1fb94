package dev.parley.core.detector;

import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The detector versions in PostgreSQL. */
@ApplicationScoped
class StoredDetectors implements Detectors {
    /** PostgreSQL advisory lock of the announcements of unknown versions: the letters "PDET". */
    private static final long ANNOUNCE_LOCK = 0x50444554L;

    private final Transactions transactions;

    @Inject
    StoredDetectors(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<DetectorData>> all() {
        return transactions.read(session -> session.createQuery(
                        "FROM DetectorEntity ORDER BY lastAnnounced DESC, digest", DetectorEntity.class)
                .getResultList()
                .map(rows -> rows.stream().map(DetectorEntity::data).toList()));
    }

    @Override
    public Uni<Optional<DetectorData>> find(String digest) {
        return transactions.read(session -> session.find(DetectorEntity.class, digest)
                .map(row -> Optional.ofNullable(row).map(DetectorEntity::data)));
    }

    @Override
    public Uni<Void> announce(DetectorData detector) {
        return transactions.write(session -> Transactions.now(session)
                .chain(now -> found(session, detector.digest()).chain(known -> {
                    if (known != null) {
                        known.lastAnnounced = now;
                        return session.flush();
                    }
                    return session.persist(DetectorEntity.of(detector, now)).chain(session::flush);
                })));
    }

    /** Looks again under a lock before it says that there is none: stations that start together announce together. */
    private static Uni<@Nullable DetectorEntity> found(Mutiny.Session session, String digest) {
        return session.find(DetectorEntity.class, digest)
                .chain(known -> known != null
                        ? Uni.createFrom().item(known)
                        : Transactions.oneAtATime(session, ANNOUNCE_LOCK)
                                .chain(() -> session.find(DetectorEntity.class, digest)));
    }
}
