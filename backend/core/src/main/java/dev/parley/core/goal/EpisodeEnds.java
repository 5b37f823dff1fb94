package dev.parley.core.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How public episodes ended, as far as their stations could tell; nothing of one that a comparison still keeps sealed. */
@ApplicationScoped
public class EpisodeEnds {
    private static final String COLUMNS = "SELECT id, scene_id, seed, final_objects FROM episode"
            + " WHERE final_objects IS NOT NULL AND withdrawn_at IS NULL AND sealed_by IS NULL";

    private static final String ONE = COLUMNS + " AND id = $1";

    private static final String NEWEST = COLUMNS + " AND scene_id = $1 AND state IN ('TERMINATED', 'TRUNCATED')"
            // As the index episode_newest has them; those that began later hardly ever end earlier.
            + " ORDER BY created_at DESC LIMIT $2";

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Episodes in all remembered lists together; one is about 1 KB. */
    private static final int MOST_LISTED = 2000;

    private final Pool postgres;
    private final ObjectMapper json;
    private final SharedReads<Newest, List<EpisodeEnd>> lists;

    private record Newest(String sceneId, int atMost) {}

    @Inject
    EpisodeEnds(Pool postgres, ObjectMapper json, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.json = json;
        lists = new SharedReads<>(bridge, this::read, found -> FRESH, MOST_LISTED, found -> 1 + found.size());
    }

    /** Empty where the station could not tell, and for one that was taken back. */
    public Uni<Optional<EpisodeEnd>> of(EpisodeId episode) {
        return postgres.preparedQuery(ONE)
                .execute(Tuple.of(episode.value()))
                .map(rows -> ends(rows).stream().findFirst());
    }

    /** Of a scene, the newest first; at most a second old. */
    public Uni<List<EpisodeEnd>> newest(String sceneId, int atMost) {
        return lists.get(new Newest(sceneId, atMost));
    }

    private Uni<List<EpisodeEnd>> read(Newest wanted) {
        return postgres.preparedQuery(NEWEST)
                .execute(Tuple.of(wanted.sceneId(), wanted.atMost()))
                .map(this::ends);
    }

    private List<EpisodeEnd> ends(RowSet<Row> rows) {
        List<EpisodeEnd> ends = new ArrayList<>();
        for (Row row : rows) {
            ends.add(new EpisodeEnd(
                    new EpisodeId(row.getUUID(0)), row.getString(1), row.getLong(2), placements(row.getString(3))));
        }
        return List.copyOf(ends);
    }

    private List<Placed> placements(String stored) {
        try {
            return List.of(json.readValue(stored, Placed[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored placements cannot be read", e);
        }
    }
}
