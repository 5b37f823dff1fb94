package dev.parley.gateway.live;

import dev.parley.core.redis.RedisConnections;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Publications and viewings of all replicas, in Redis. Every call fails while Redis is away. */
@ApplicationScoped
public class LiveIndex {

    /** Longer than any replica takes to adopt what a dead one left. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

    private final RedisConnections redis;
    private volatile String generation = "";

    /** An entry and how long ago its replica refreshed it. */
    record Seen(LiveEntry entry, Duration age) {}

    public LiveIndex(RedisConnections redis) {
        this.redis = redis;
    }

    /**
     * @param found what the index has
     * @param whole false right after a flush: what is missing may come back with the next refreshing
     */
    record Look(Optional<LiveEntry> found, boolean whole) {}

    Uni<Look> find(String field) {
        return run(LiveScript.FIND, List.<String>of(), field)
                .map(answer ->
                        new Look(entry(answer.get(1)), !generation.isEmpty() && generation.equals(answer.getFirst())));
    }

    Uni<List<Seen>> all() {
        return run(LiveScript.ALL, List.<String>of(), Long.toString(FORGET_AFTER.toMillis()))
                .map(answer -> {
                    List<Seen> seen = new ArrayList<>();
                    for (int i = 0; i + 1 < answer.size(); i += 2) {
                        Duration age = Duration.ofMillis(Long.parseLong(answer.get(i + 1)));
                        entry(answer.get(i)).ifPresent(entry -> seen.add(new Seen(entry, age)));
                    }
                    return List.copyOf(seen);
                });
    }

    /** Writes the entry and returns the one it replaces. */
    Uni<Optional<LiveEntry>> put(LiveEntry entry) {
        return run(LiveScript.PUT, "", entry.field(), value(entry)).map(LiveIndex::entry);
    }

    /** Writes the entry if the session was neither ended nor replaced. */
    Uni<Boolean> update(LiveEntry entry) {
        return run(LiveScript.UPDATE, 0L, entry.field(), entry.session(), value(entry))
                .map(done -> done == 1);
    }

    /** How many may watch: of one kind of place, then of the reserved ones. */
    record Most(int inAll, int ofEpisode, int reservedInAll, int reservedOfEpisode) {}

    /** Writes a viewer if there is a place of its kind, counted over all replicas. */
    Uni<Boolean> join(LiveEntry viewer, Most most) {
        return run(
                        LiveScript.JOIN,
                        0L,
                        viewer.field(),
                        value(viewer),
                        LiveEntry.VIEWERS,
                        LiveEntry.viewersOf(viewer.channel().episode()),
                        Integer.toString(most.inAll()),
                        Integer.toString(most.ofEpisode()),
                        LiveEntry.RESERVED,
                        Integer.toString(most.reservedInAll()),
                        Integer.toString(most.reservedOfEpisode()))
                .map(done -> done == 1);
    }

    /** Whether it was there: of two replicas that remove it one hears yes. */
    Uni<Boolean> remove(LiveEntry entry) {
        return run(LiveScript.REMOVE, 0L, entry.field(), entry.session()).map(done -> done == 1);
    }

    /** Takes an entry over from a replica that did not refresh it for so long; one replica of many succeeds. */
    Uni<Boolean> adopt(LiveEntry entry, Duration deadAfter) {
        return run(
                        LiveScript.ADOPT,
                        0L,
                        entry.field(),
                        entry.session(),
                        value(entry),
                        Long.toString(deadAfter.toMillis()))
                .map(done -> done == 1);
    }

    /** Says that these still live; after a flush it writes them again. Returns the fields of those that are over. */
    Uni<List<String>> refresh(List<LiveEntry> own) {
        List<String> arguments =
                new ArrayList<>(List.of(generation, UUID.randomUUID().toString()));
        for (LiveEntry entry : own) {
            arguments.addAll(List.of(entry.field(), entry.session(), value(entry)));
        }
        return run(LiveScript.REFRESH, List.<String>of(), arguments.toArray(String[]::new))
                .map(answer -> {
                    generation = answer.getFirst();
                    return List.copyOf(answer.subList(1, answer.size()));
                });
    }

    private static String value(LiveEntry entry) {
        return entry.session() + " " + entry.json();
    }

    private static Optional<LiveEntry> entry(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(LiveEntry.parse(value.substring(value.indexOf(' '))));
    }

    /** @param kind an answer of the type that the script gives */
    private <T> Uni<T> run(LiveScript script, T kind, String... arguments) {
        return redis.<T>run(commands -> commands.eval(script.text(), script.output(), LiveScript.KEYS, arguments));
    }
}
