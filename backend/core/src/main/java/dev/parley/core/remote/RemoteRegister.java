package dev.parley.core.remote;

import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.AddressRefused;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes policies down: their address, their body, a free name and room for one more of this person. */
@ApplicationScoped
class RemoteRegister {
    private static final long REGISTER_LOCK = 0x52504F4CL;

    private static final String INSERT = """
            INSERT INTO remote_policy (name, title, description, owner, url, dialect, mapping, embodiment, action_space_kind,
                sealed_key, state, state_note, registered_at, canaries_due)
            VALUES (:name, :title, :description, :owner, :url, :dialect, :mapping, :embodiment, :kind,
                CASE WHEN :sealed = '' THEN NULL ELSE decode(:sealed, 'base64') END, 'EXAMINING', '', clock_timestamp(),
                clock_timestamp())""";

    private final Transactions transactions;
    private final Audit audit;
    private final AllowedHosts hosts;
    private final Stations stations;
    private final ExaminationQueue queue;
    private final KeySeal seal;
    private final RemoteConfig config;

    @Inject
    RemoteRegister(
            Transactions transactions,
            Audit audit,
            AllowedHosts hosts,
            Stations stations,
            ExaminationQueue queue,
            KeySeal seal,
            RemoteConfig config) {
        this.transactions = transactions;
        this.audit = audit;
        this.hosts = hosts;
        this.stations = stations;
        this.queue = queue;
        this.seal = seal;
        this.config = config;
    }

    Uni<Void> add(Registration wanted, SignedIn who, Actor by) {
        return hosts.guard()
                // Names are looked up, which blocks.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(guard -> requireReachable(guard, wanted))
                .chain(this::bodies)
                .map(bodies -> SharedBody.of(wanted.mapping(), bodies))
                .chain(body -> transactions.write(session -> Transactions.oneAtATime(session, REGISTER_LOCK)
                        .chain(() -> requireFree(session, wanted.name()))
                        .chain(() -> requireRoom(session, who))
                        .chain(() -> insert(session, wanted, body, who))
                        .chain(() -> queue.add(session, wanted.name(), ExaminationData.Because.REGISTERED))
                        .chain(() -> audit.record(
                                session,
                                by,
                                new Deed(
                                        "remote-policy.registered",
                                        "policy",
                                        wanted.name(),
                                        Optional.empty(),
                                        "",
                                        Map.of(
                                                "host",
                                                String.valueOf(wanted.url().getHost())))))));
    }

    private static void requireReachable(AddressGuard guard, Registration wanted) {
        try {
            guard.check(wanted.url());
        } catch (AddressRefused e) {
            throw new ParleyException(
                    ErrorCode.REMOTE_ADDRESS_REFUSED,
                    "The server cannot be reached from here: " + e.getMessage() + ".");
        }
    }

    private Uni<List<Capabilities>> bodies(AddressGuard checked) {
        return stations.all()
                .map(all -> all.stream().map(StationData::announced).toList());
    }

    private static Uni<Void> requireFree(Mutiny.Session session, String name) {
        return session.createNativeQuery(
                        "SELECT 1 FROM remote_policy WHERE name = :name UNION ALL SELECT 1 FROM policy_version WHERE name = :name"
                                + " UNION ALL SELECT 1 FROM uploaded_policy WHERE name = :name",
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
                        "SELECT count(*) FROM remote_policy WHERE owner = :owner AND state <> 'RETIRED'", Long.class)
                .setParameter("owner", who.id().value())
                .getSingleResult()
                .invoke(own -> {
                    if (own >= config.perPerson()) {
                        throw new ParleyException(
                                ErrorCode.QUEUE_FULL,
                                "You have %d registered policies, which is as many as one person may; retire one first."
                                        .formatted(own));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Integer> insert(Mutiny.Session session, Registration wanted, Embodiment body, SignedIn who) {
        String url = wanted.url().toString();
        String sealed = wanted.apiKey()
                .map(key -> Base64.getEncoder().encodeToString(seal.seal(key, wanted.name(), url)))
                .orElse("");
        return session.createNativeQuery(INSERT)
                .setParameter("name", wanted.name())
                .setParameter("title", wanted.title())
                .setParameter("description", wanted.description())
                .setParameter("owner", who.id().value())
                .setParameter("url", url)
                .setParameter("dialect", wanted.dialect().name())
                .setParameter("mapping", MappingJson.write(wanted.mapping()))
                .setParameter("embodiment", body.getName())
                .setParameter("kind", body.getActionSpace().getKind())
                .setParameter("sealed", sealed)
                .executeUpdate();
    }
}
