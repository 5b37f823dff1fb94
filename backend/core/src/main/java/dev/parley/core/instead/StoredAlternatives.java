package dev.parley.core.instead;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.family.Families;
import dev.parley.core.family.Wanted;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** From PostgreSQL, by what asks mean, and from the line. */
@ApplicationScoped
class StoredAlternatives implements Alternatives {
    private static final int MOST = 3;
    private static final int FAMILIES_LOOKED_AT = 8;
    /** Enough that something is left without the reader's own. */
    private static final int CLIPS_LOOKED_AT = 24;

    private static final Duration FRESH = Duration.ofSeconds(1);
    /** Half of the sentences that ask for the same are more alike than 0.67, nine in ten of others less than 0.37. */
    private static final double LIKE = 0.5;

    private static final UUID NOBODY = new UUID(0, 0);

    /** Only what both stages of moderation have passed: nobody else's words are shown before that. */
    private static final String ALIKE = """
            SELECT p.id, p.instruction, p.scene_id,
                1 + (SELECT count(*) FROM prompt_follower f WHERE f.prompt_id = p.id AND f.person <> p.author)
            FROM prompt_saying s JOIN prompt p ON p.id = s.prompt_id
            WHERE s.family_id = ANY ($1) AND p.author <> $2 AND p.state = 'QUEUED' AND p.screening = 'PASSED'
            AND p.policy_name <> 'sealed' AND p.preview_of IS NULL
            AND EXISTS (SELECT FROM turn t WHERE t.prompt_id = p.id AND t.state = 'WAITING' AND t.priority_class = 0)
            ORDER BY array_position($1, s.family_id), p.submitted_at LIMIT $3""";

    /** In the order of the index on when they began, so that the newest few are found without a look at the others. */
    private static final String UNJUDGED = """
            SELECT e.id, e.instruction, e.author FROM episode e
            WHERE e.state IN ('TERMINATED', 'TRUNCATED') AND e.withdrawn_at IS NULL AND e.sealed_by IS NULL
            AND NOT EXISTS (SELECT FROM vote v WHERE v.episode_id = e.id)
            AND NOT EXISTS (SELECT FROM canary k WHERE k.id = e.author)
            AND EXISTS (SELECT FROM artifact a WHERE a.episode_id = e.id AND a.name LIKE '%.mp4')
            ORDER BY e.created_at DESC, e.id LIMIT $1""";

    private final Pool postgres;
    private final Families families;
    private final FreeScenes scenes;
    /** Everybody who is turned away asks at the same time. */
    private final SharedReads<Integer, List<Ran>> newest;

    @Inject
    StoredAlternatives(Pool postgres, Families families, FreeScenes scenes, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.families = families;
        this.scenes = scenes;
        newest = new SharedReads<>(bridge, this::read, found -> FRESH, 1, found -> 1);
    }

    @Override
    public Uni<Instead> to(
            Optional<AuthorId> reader,
            Optional<String> instruction,
            Optional<String> sceneId,
            Optional<WantedBody> wantedBody) {
        // Whoever wanted a robot has not met the line of the simulation there.
        Optional<String> closed = wantedBody.equals(Optional.of(WantedBody.REAL)) ? Optional.empty() : sceneId;
        Uni<List<Instead.Alike>> alike = instruction
                .filter(words -> !words.isBlank())
                .map(words -> alike(reader, words, sceneId))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
        return alike.chain(found -> scenes.now(closed, instruction.isPresent())
                .chain(free -> unjudged(reader).map(clips -> new Instead(found, free, clips))));
    }

    @Override
    public Uni<List<Instead.Alike>> alike(Optional<AuthorId> reader, String instruction, Optional<String> sceneId) {
        return families.search(Wanted.like(instruction, sceneId), FAMILIES_LOOKED_AT)
                .map(found -> found.families().stream()
                        .filter(hit -> !found.byMeaning() || hit.likeness() >= LIKE)
                        .map(hit -> hit.family().id().toString())
                        .toArray(String[]::new))
                .chain(near -> near.length == 0
                        ? Uni.createFrom().item(List.<Instead.Alike>of())
                        : waiting(near, person(reader)));
    }

    @Override
    public Uni<List<Instead.Clip>> unjudged(Optional<AuthorId> reader) {
        UUID own = person(reader);
        return newest.get(CLIPS_LOOKED_AT)
                .map(found -> found.stream()
                        .filter(each -> !each.author().equals(own))
                        .map(Ran::clip)
                        .limit(MOST)
                        .toList());
    }

    private Uni<List<Ran>> read(int atMost) {
        return postgres.preparedQuery(UNJUDGED).execute(Tuple.of(atMost)).map(rows -> {
            List<Ran> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new Ran(
                        row.getUUID(2),
                        new Instead.Clip(new EpisodeId(row.getUUID(0)), Optional.ofNullable(row.getString(1)))));
            }
            return found;
        });
    }

    private Uni<List<Instead.Alike>> waiting(String[] near, UUID reader) {
        Tuple values = Tuple.tuple().addArrayOfString(near).addUUID(reader).addInteger(MOST);
        return postgres.preparedQuery(ALIKE).execute(values).map(rows -> {
            List<Instead.Alike> alike = new ArrayList<>();
            for (Row row : rows) {
                alike.add(new Instead.Alike(
                        new PromptId(row.getUUID(0)),
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3).intValue()));
            }
            return alike;
        });
    }

    private record Ran(UUID author, Instead.Clip clip) {}

    private static UUID person(Optional<AuthorId> reader) {
        return reader.map(AuthorId::value).orElse(NOBODY);
    }
}
