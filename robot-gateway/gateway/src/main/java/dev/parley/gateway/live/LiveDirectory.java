package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.gateway.work.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Who publishes and who watches, over all replicas: in Redis, with a copy here that is good for a second and carries on alone
 * while Redis is away. Its methods do not fail. Those that return no Uni and are not marked wait for Redis for half a
 * second at most: on Kurento's threads only.
 */
@ApplicationScoped
public class LiveDirectory {

    private static final Logger LOG = Logger.getLogger(LiveDirectory.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LiveIndex index;
    private final LiveConfig config;
    private final String replica = UUID.randomUUID().toString();
    private final Map<String, LiveEntry> known = new ConcurrentHashMap<>();

    public LiveDirectory(LiveIndex index, LiveConfig config) {
        this.index = index;
        this.config = config;
    }

    String replica() {
        return replica;
    }

    /** The publication or viewing of this name. */
    Uni<Optional<LiveEntry>> find(String field) {
        return index.find(field)
                .map(look -> look.whole() ? look.found() : look.found().or(() -> remembered(field)))
                .onFailure()
                .recoverWithItem(away -> remembered(field));
    }

    /** The channel's publication, which may be one that is awaited. Waits. */
    Optional<LiveEntry> publisher(LiveChannelId channel) {
        return Blocking.await(find(LiveEntry.field(LiveEntry.Role.PUBLISHER, channel, "")), PATIENCE);
    }

    private Optional<LiveEntry> remembered(String field) {
        return Optional.ofNullable(known.get(field));
    }

    /** Those who watch the channel, wherever they joined. Waits. */
    List<LiveEntry> viewersOf(LiveChannelId channel) {
        return viewersOf(channel.episode()).stream()
                .filter(entry -> entry.channel().equals(channel))
                .toList();
    }

    /** Those who watch any camera of the episode, wherever they joined. Waits. */
    List<LiveEntry> viewersOf(EpisodeId episode) {
        Collection<LiveEntry> all = or(
                index.all().map(seen -> seen.stream().map(LiveIndex.Seen::entry).toList()),
                List.copyOf(known.values()));
        return all.stream()
                .filter(entry -> entry.role() == LiveEntry.Role.VIEWER
                        && entry.channel().episode().equals(episode))
                .toList();
    }

    /** Episodes that somebody watches, as far as this replica knows. Waits for nothing. */
    Set<EpisodeId> watched() {
        return known.values().stream()
                .filter(entry -> entry.role() == LiveEntry.Role.VIEWER)
                .map(entry -> entry.channel().episode())
                .collect(Collectors.toSet());
    }

    /** Writes an entry of this replica and returns the one it replaces. Waits. */
    Optional<LiveEntry> put(LiveEntry entry) {
        Optional<LiveEntry> here = Optional.ofNullable(known.put(entry.field(), entry));
        return or(index.put(entry), here);
    }

    /** Writes an entry of this replica if it was not ended or replaced. Waits for nothing. */
    void update(LiveEntry entry) {
        if (known.computeIfPresent(entry.field(), (field, before) -> same(before, entry) ? entry : before) == entry) {
            index.update(entry)
                    .subscribe()
                    .with(done -> {}, away -> LOG.debugf("written later: %s", away.getMessage()));
        }
    }

    /** Writes a viewer without an endpoint yet; false if the places are taken. Waits. */
    boolean join(LiveEntry viewer) {
        LiveIndex.Most most = new LiveIndex.Most(
                config.viewersTotal(), config.viewersPerEpisode(), config.reservedTotal(), config.reservedPerEpisode());
        boolean placed = or(index.join(viewer, most), roomHere(viewer, most));
        if (placed) {
            known.put(viewer.field(), viewer);
        }
        return placed;
    }

    /** As the index counts, by what this replica knows. */
    private boolean roomHere(LiveEntry viewer, LiveIndex.Most most) {
        int all = viewers(entry -> entry.reserved() == viewer.reserved());
        int here = viewers(entry -> entry.reserved() == viewer.reserved()
                && entry.channel().episode().equals(viewer.channel().episode()));
        return viewer.reserved()
                ? all < most.reservedInAll() && here < most.reservedOfEpisode()
                : all < most.inAll() && here < most.ofEpisode();
    }

    /** Whether it was there and is this session's. Waits. */
    boolean remove(LiveEntry entry) {
        boolean here =
                known.computeIfPresent(entry.field(), (field, before) -> same(before, entry) ? null : before) == null;
        return or(index.remove(entry), here);
    }

    /** Takes over what a dead replica left; true at one replica only. Waits. */
    boolean adopt(LiveEntry orphan) {
        LiveEntry mine = orphan.ownedBy(replica);
        boolean adopted = or(index.adopt(mine, config.replicaDeadAfter()), false);
        if (adopted) {
            known.put(mine.field(), mine);
        }
        return adopted;
    }

    /**
     * What changed since the last look.
     *
     * @param over own entries that another replica ended or replaced
     * @param orphans entries of a replica that is gone
     */
    record Changes(List<LiveEntry> over, List<LiveEntry> orphans) {}

    /** Says what of this replica lives, and learns what others have. */
    Uni<Changes> look(List<LiveEntry> own) {
        Map<String, LiveEntry> mine = new HashMap<>();
        own.forEach(entry -> mine.put(entry.field(), entry));
        return index.refresh(own)
                .map(fields -> fields.stream().map(mine::get).toList())
                .chain(over -> index.all().map(seen -> learned(over, seen)));
    }

    private Changes learned(List<LiveEntry> over, List<LiveIndex.Seen> seen) {
        Map<String, LiveEntry> now = new HashMap<>();
        seen.forEach(one -> now.put(one.entry().field(), one.entry()));
        known.entrySet().removeIf(entry -> !now.containsKey(entry.getKey()) && !owns(entry.getValue()));
        over.forEach(
                entry -> known.computeIfPresent(entry.field(), (field, before) -> same(before, entry) ? null : before));
        // Our own are newer here than there, and one that left while this was read must not come back.
        now.forEach((field, entry) -> {
            if (!owns(entry)) {
                known.put(field, entry);
            }
        });
        return new Changes(
                over,
                seen.stream()
                        .filter(one -> one.age().compareTo(config.replicaDeadAfter()) > 0)
                        .map(LiveIndex.Seen::entry)
                        .toList());
    }

    /** Whether the channel's picture flows, as far as this replica knows. Waits for nothing. */
    boolean live(LiveChannelId channel) {
        return remembered(LiveEntry.field(LiveEntry.Role.PUBLISHER, channel, ""))
                .filter(entry -> entry.connected() && entry.endpoint().isPresent())
                .isPresent();
    }

    /** How many watch, as far as this replica knows. Waits for nothing. */
    int viewers(EpisodeId episode) {
        return viewers(entry -> entry.channel().episode().equals(episode));
    }

    int viewers() {
        return viewers(entry -> true);
    }

    private int viewers(Predicate<LiveEntry> which) {
        return Math.toIntExact(known.values().stream()
                .filter(entry -> entry.role() == LiveEntry.Role.VIEWER)
                .filter(which)
                .count());
    }

    private boolean owns(LiveEntry entry) {
        return entry.replica().equals(replica);
    }

    private static boolean same(LiveEntry one, LiveEntry other) {
        return one.session().equals(other.session());
    }

    private static <T> T or(Uni<T> shared, T here) {
        return Blocking.await(shared.onFailure().recoverWithItem(here), PATIENCE);
    }
}
