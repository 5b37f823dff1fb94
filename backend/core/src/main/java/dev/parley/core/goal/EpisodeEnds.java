package dev.parley.core.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
            + " ORDER BY ended_at DESC LIMIT $2";

    private final Pool postgres;
    private final ObjectMapper json;

    @Inject
    EpisodeEnds(Pool postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.json = json;
    }

    /** Empty where the station could not tell, and for one that was taken back. */
    public Uni<Optional<EpisodeEnd>> of(EpisodeId episode) {
        return postgres.preparedQuery(ONE)
                .execute(Tuple.of(episode.value()))
                .map(rows -> ends(rows).stream().findFirst());
    }

    /** Of a scene, the newest first. */
    public Uni<List<EpisodeEnd>> newest(String sceneId, int atMost) {
        return postgres.preparedQuery(NEWEST).execute(Tuple.of(sceneId, atMost)).map(this::ends);
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
