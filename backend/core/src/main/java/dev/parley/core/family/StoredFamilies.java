package dev.parley.core.family;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.embedding.TextEncoder;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Families in PostgreSQL and sayings in memory, and what many ask for answered once. */
@ApplicationScoped
class StoredFamilies implements Families {
    /** Of sentences that ask for different things, nine in ten are less alike than 0.37. */
    private static final double LEAST_LIKE = 0.40;

    private static final int MOST_SAYINGS = 200;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration COUNTED = Duration.ofSeconds(10);
    private static final int KEPT = 500;
    private static final float[] NO_MEANING = {};

    private final TextEncoder encoder;
    private final FamilyIndex index;
    private final FamilyReads reads;
    private final Scenes scenes;
    private final SharedReads<String, Boolean> current;
    private final SharedReads<Wanted, Near> near;
    private final SharedReads<FamilyId, Optional<FamilyData>> families;
    private final SharedReads<Most, List<FamilyData>> mostAsked;
    private final SharedReads<String, List<Attempted>> attempted;
    private final SharedReads<String, List<Tries>> pictures;
    private final SharedReads<String, List<Untried>> untried;

    /** What is near: sayings, best first. */
    private record Near(boolean byMeaning, List<Meanings.Near> sayings) {}

    private record Most(Optional<String> sceneId, int most) {}

    @Inject
    StoredFamilies(
            TextEncoder encoder,
            FamilyIndex index,
            FamilyReads reads,
            Scenes scenes,
            Pool postgres,
            ReactiveBridge bridge) {
        this.encoder = encoder;
        this.index = index;
        this.reads = reads;
        this.scenes = scenes;
        current = new SharedReads<>(
                bridge, ignored -> index.catchUp(postgres).replaceWith(true), done -> FRESH, 1, done -> 1);
        near = new SharedReads<>(bridge, this::look, found -> FRESH, KEPT, found -> 1);
        families = new SharedReads<>(
                bridge,
                id -> reads.families(List.of(id)).map(found -> found.stream().findFirst()),
                found -> FRESH,
                KEPT,
                found -> 1);
        mostAsked = new SharedReads<>(
                bridge,
                most -> reads.mostAsked(most.sceneId(), most.most()).chain(reads::families),
                found -> COUNTED,
                KEPT,
                found -> 1);
        attempted = new SharedReads<>(bridge, reads::attemptedBy, found -> COUNTED, KEPT, found -> 1);
        pictures = new SharedReads<>(bridge, reads::byPicture, found -> COUNTED, KEPT, found -> 1);
        untried = new SharedReads<>(bridge, all -> neverAsked(), found -> COUNTED, 1, found -> 1);
    }

    @Override
    public Uni<Found> search(Wanted wanted, int most) {
        return near.get(wanted).chain(found -> {
            Map<FamilyId, Meanings.Near> best = new LinkedHashMap<>();
            found.sayings().forEach(saying -> best.putIfAbsent(saying.family(), saying));
            List<FamilyId> ids = best.keySet().stream().limit(most).toList();
            return reads.families(ids)
                    .map(families -> new Found(
                            found.byMeaning(),
                            families.stream().map(family -> hit(family, best)).toList()));
        });
    }

    private static Found.Hit hit(FamilyData family, Map<FamilyId, Meanings.Near> best) {
        Meanings.Near nearest = best.get(family.id());
        return nearest == null
                ? new Found.Hit(family, family.words(), 0)
                : new Found.Hit(family, nearest.words(), nearest.likeness());
    }

    @Override
    public Uni<List<EpisodeId>> episodes(Wanted wanted, EpisodeSearch filter) {
        return near.get(wanted)
                .chain(found -> reads.nearest(
                        found.sayings().stream().map(Meanings.Near::saying).toList(), filter));
    }

    private Uni<Near> look(Wanted wanted) {
        String plain = PlainSaying.of(wanted.text());
        List<String> words = Arrays.asList(plain.split(" "));
        return current.get("index")
                .chain(() ->
                        encoder.encode(plain).onFailure(ParleyException.class).recoverWithItem(NO_MEANING))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(meaning -> new Near(
                        meaning.length > 0,
                        index.nearest(meaning, words, wanted.sceneId().orElse(""), LEAST_LIKE, MOST_SAYINGS)))
                .chain(this::stillThere);
    }

    private Uni<Near> stillThere(Near near) {
        return reads.existing(near.sayings().stream().map(Meanings.Near::saying).toList())
                .map(there -> new Near(
                        near.byMeaning(),
                        near.sayings().stream()
                                .filter(saying -> there.contains(saying.saying()))
                                .toList()));
    }

    @Override
    public Uni<Optional<FamilyData>> find(FamilyId id) {
        return families.get(id);
    }

    @Override
    public Uni<Optional<FamilyId>> of(PromptId prompt) {
        return reads.of(prompt);
    }

    @Override
    public Uni<List<Phrasing>> phrasings(FamilyId id, int most) {
        return reads.phrasings(id, most);
    }

    @Override
    public Uni<List<EpisodeId>> clips(FamilyId id, int most) {
        return reads.clips(id, most);
    }

    @Override
    public Uni<List<FamilyData>> mostAsked(Optional<String> sceneId, int most) {
        return mostAsked.get(new Most(sceneId, most));
    }

    @Override
    public Uni<List<Attempted>> attemptedBy(String policyName) {
        return attempted.get(policyName);
    }

    @Override
    public Uni<List<Tries>> byPicture(String policyName) {
        return pictures.get(policyName);
    }

    @Override
    public Uni<List<Untried>> untried(Optional<String> sceneId, int most) {
        return untried.get("all")
                .map(all -> all.stream()
                        .filter(task -> sceneId.isEmpty() || sceneId.get().equals(task.sceneId()))
                        .limit(most)
                        .toList());
    }

    private Uni<List<Untried>> neverAsked() {
        return scenes.all()
                .chain(all -> reads.askedTasks()
                        .map(asked -> all.stream()
                                .flatMap(scene -> scene.tasks().stream()
                                        .filter(task -> !asked.contains(FamilyId.ofTask(scene.id(), task.id())))
                                        .filter(task -> !task.paraphrases().isEmpty())
                                        .map(task -> untried(scene, task)))
                                // In an order without order that changes with every task that is asked: all get their
                                // turn.
                                .sorted(Comparator.comparing(task ->
                                        Digests.sha256(String.valueOf(asked.size()), task.sceneId(), task.taskId())))
                                .toList()));
    }

    private static Untried untried(SceneData scene, SceneData.TaskData task) {
        return new Untried(scene.id(), task.id(), task.paraphrases().getFirst(), task.reading());
    }
}
