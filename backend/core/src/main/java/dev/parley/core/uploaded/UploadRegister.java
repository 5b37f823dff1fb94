package dev.parley.core.uploaded;

import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.Embodiment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes declarations down: a body that fits, a free name, room for one more file of this person. */
@ApplicationScoped
class UploadRegister {
    private static final long REGISTER_LOCK = 0x55504F4CL;

    private static final String INSERT = """
            INSERT INTO uploaded_policy (name, id, title, description, owner, mapping, embodiment, action_space_kind, file_bytes,
                file_sha256, digest, state, state_note, declared_at, last_piece_at)
            VALUES (:name, :id, :title, :description, :owner, :mapping, :embodiment, :kind, :bytes, :sha256, :digest,
                'RECEIVING', '', clock_timestamp(), clock_timestamp())""";

    /** What never could be asked for makes room: a file that nobody goes on with, and one's own of this name that is not used. */
    private static final String FORGET = """
            DELETE FROM uploaded_policy
            WHERE (state = 'RECEIVING' AND last_piece_at < clock_timestamp() - cast(:seconds AS double precision) * interval '1 second')
               OR (name = :name AND owner = :owner AND state IN ('RECEIVING', 'REFUSED')
                   AND NOT EXISTS (SELECT 1 FROM policy_version v WHERE v.name = :name))
            RETURNING id""";

    private final Transactions transactions;
    private final Audit audit;
    private final Stations stations;
    private final UploadedFiles files;
    private final UploadedConfig config;

    @Inject
    UploadRegister(
            Transactions transactions, Audit audit, Stations stations, UploadedFiles files, UploadedConfig config) {
        this.transactions = transactions;
        this.audit = audit;
        this.stations = stations;
        this.files = files;
        this.config = config;
    }

    Uni<Void> add(Declaration wanted, SignedIn who, Actor by) {
        long largest = config.largestFile().asLongValue();
        if (wanted.sizeBytes() > largest) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_TOO_LARGE,
                    "A file has at most %d bytes, not %d.".formatted(largest, wanted.sizeBytes()));
        }
        UUID id = UUID.randomUUID();
        return stations.all()
                .map(all -> UploadedFit.body(
                        wanted.mapping(),
                        all.stream()
                                .filter(station -> station.kind() == StationKind.SIMULATOR)
                                .map(StationData::announced)
                                .toList()))
                .call(() -> files.requireRoom(id, wanted))
                .chain(body -> transactions.write(session -> Transactions.oneAtATime(session, REGISTER_LOCK)
                        .chain(() -> forget(session, wanted, who))
                        .call(() -> requireFree(session, wanted.name()))
                        .call(() -> requireRoom(session, who))
                        .call(() -> insert(session, id, wanted, body, who))
                        .call(() -> audit.record(
                                session,
                                by,
                                new Deed(
                                        "uploaded-policy.declared",
                                        "policy",
                                        wanted.name(),
                                        Optional.empty(),
                                        "",
                                        Map.of("sha256", wanted.sha256()))))))
                // Only once they are forgotten for sure.
                .chain(forgotten -> Multi.createFrom()
                        .iterable(forgotten)
                        .onItem()
                        .transformToUniAndConcatenate(files::erase)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<List<UUID>> forget(Mutiny.Session session, Declaration wanted, SignedIn who) {
        return session.createNativeQuery(FORGET, UUID.class)
                .setParameter("seconds", config.forgetAfter().toMillis() / 1000.0)
                .setParameter("name", wanted.name())
                .setParameter("owner", who.id().value())
                .getResultList();
    }

    private static Uni<Void> requireFree(Mutiny.Session session, String name) {
        return session.createNativeQuery(
                        "SELECT 1 FROM uploaded_policy WHERE name = :name UNION ALL SELECT 1 FROM remote_policy WHERE name = :name"
                                + " UNION ALL SELECT 1 FROM policy_version WHERE name = :name",
                        Integer.class)
                .setParameter("name", name)
                .getResultList()
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        throw new ParleyException(
                                ErrorCode.POLICY_EXISTS,
                                "There is a policy \"%s\" already, and results stay with its name; choose another."
                                        .formatted(name));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireRoom(Mutiny.Session session, SignedIn who) {
        return session.createNativeQuery(
                        "SELECT count(*) FILTER (WHERE owner = :owner), count(*) FILTER (WHERE owner = :owner AND state = 'RECEIVING'),"
                                + " count(*) FILTER (WHERE state = 'RECEIVING') FROM uploaded_policy WHERE state <> 'RETIRED'",
                        Object[].class)
                .setParameter("owner", who.id().value())
                .getSingleResult()
                .invoke(counts -> {
                    require(
                            (Long) counts[0] < config.perPerson(),
                            "You have %d uploaded policies; take one out of use first.".formatted(config.perPerson()));
                    require(
                            (Long) counts[1] < config.begunPerPerson(),
                            "You have begun %d files; send one of them whole, or take it out of use, first."
                                    .formatted(config.begunPerPerson()));
                    require(
                            (Long) counts[2] < config.begunTogether(),
                            "%d files are being uploaded just now; try again later.".formatted(config.begunTogether()));
                })
                .replaceWithVoid();
    }

    private static void require(boolean room, String otherwise) {
        if (!room) {
            throw new ParleyException(ErrorCode.QUEUE_FULL, otherwise);
        }
    }

    private static Uni<Integer> insert(
            Mutiny.Session session, UUID id, Declaration wanted, Embodiment body, SignedIn who) {
        return session.createNativeQuery(INSERT)
                .setParameter("name", wanted.name())
                .setParameter("id", id)
                .setParameter("title", wanted.title())
                .setParameter("description", wanted.description())
                .setParameter("owner", who.id().value())
                .setParameter("mapping", NetworkMappingJson.write(wanted.mapping()))
                .setParameter("embodiment", body.getName())
                .setParameter("kind", body.getActionSpace().getKind())
                .setParameter("bytes", wanted.sizeBytes())
                .setParameter("sha256", wanted.sha256())
                .setParameter("digest", wanted.digest())
                .executeUpdate();
    }
}
