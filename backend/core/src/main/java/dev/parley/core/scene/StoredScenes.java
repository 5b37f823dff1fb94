package dev.parley.core.scene;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The scenes in PostgreSQL. The version announced last is the one that prompts get. */
@ApplicationScoped
class StoredScenes implements Scenes {
    /** PostgreSQL advisory lock of the announcements of unknown scenes: the letters "PSCN". */
    private static final long ANNOUNCE_LOCK = 0x5053434EL;

    private static final int MOST_KEPT = 200;

    /** By scene and version, which mean one description for ever. */
    private final Map<SceneEntity.Key, SceneData> read = new ConcurrentHashMap<>();

    private final Transactions transactions;
    private final SceneReader reader;

    @Inject
    StoredScenes(Transactions transactions, SceneReader reader) {
        this.transactions = transactions;
        this.reader = reader;
    }

    @Override
    public Uni<List<SceneData>> all() {
        return transactions.read(session -> session.createQuery(
                        "FROM SceneEntity ORDER BY id, lastAnnounced DESC, firstSeen DESC", SceneEntity.class)
                .getResultList()
                .map(rows -> {
                    Map<String, SceneEntity> newest = new LinkedHashMap<>();
                    rows.forEach(row -> newest.putIfAbsent(row.id, row));
                    return newest.values().stream().map(this::data).toList();
                }));
    }

    @Override
    public Uni<Optional<SceneData>> find(String sceneId) {
        return transactions.read(session -> session.createQuery(
                        "FROM SceneEntity WHERE id = :id ORDER BY lastAnnounced DESC, firstSeen DESC",
                        SceneEntity.class)
                .setParameter("id", sceneId)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::data)));
    }

    @Override
    public Uni<Void> announce(String sceneId, String version, byte[] descriptionJson) {
        return transactions.write(session -> {
            reader.read(sceneId, version, descriptionJson);
            String description = new String(descriptionJson, StandardCharsets.UTF_8);
            return Transactions.now(session)
                    .chain(now -> found(session, new SceneEntity.Key(sceneId, version))
                            .chain(known -> known == null
                                    ? insert(session, sceneId, version, description, now)
                                    : confirm(session, known, description, now)));
        });
    }

    /** Looks again under a lock before it says that there is none: stations that start together announce together. */
    private static Uni<@Nullable SceneEntity> found(Mutiny.Session session, SceneEntity.Key key) {
        return session.find(SceneEntity.class, key)
                .chain(known -> known != null
                        ? Uni.createFrom().item(known)
                        : Transactions.oneAtATime(session, ANNOUNCE_LOCK)
                                .chain(() -> session.find(SceneEntity.class, key)));
    }

    @Override
    public Uni<Optional<SceneData.TaskData>> recognise(String sceneId, String instruction) {
        return find(sceneId).map(scene -> scene.flatMap(found -> recognise(found, instruction)));
    }

    @Override
    public Optional<SceneData.TaskData> recognise(SceneData scene, String instruction) {
        return scene.recognise(instruction);
    }

    private SceneData data(SceneEntity row) {
        if (read.size() > MOST_KEPT) {
            read.clear();
        }
        return read.computeIfAbsent(
                new SceneEntity.Key(row.id, row.version),
                key -> reader.read(row.id, row.version, row.description.getBytes(StandardCharsets.UTF_8)));
    }

    private static Uni<Void> insert(
            Mutiny.Session session, String sceneId, String version, String description, Instant now) {
        SceneEntity row = new SceneEntity();
        row.id = sceneId;
        row.version = version;
        row.description = description;
        row.firstSeen = now;
        row.lastAnnounced = now;
        return session.persist(row).chain(session::flush);
    }

    private static Uni<Void> confirm(Mutiny.Session session, SceneEntity known, String description, Instant now) {
        if (!known.description.equals(description)) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Scene %s version %s is known with another description; a changed scene needs a new version."
                            .formatted(known.id, known.version));
        }
        known.lastAnnounced = now;
        return session.flush();
    }
}
