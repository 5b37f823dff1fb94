package dev.parley.ui.episode;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.family.Families;
import dev.parley.core.family.FamilyData;
import dev.parley.core.family.Found;
import dev.parley.core.family.Wanted;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.parts.FamilyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Who else asked for the same, and what is like it: decoration, so a page without it is still a page. */
@ApplicationScoped
class AlikeOfEpisode {
    private static final Logger LOG = Logger.getLogger(AlikeOfEpisode.class);
    private static final int OTHERS = 3;

    private final Families families;
    private final boolean hide;

    /**
     * What is alike.
     *
     * @param same the family of its own prompt; empty for a goal picture, and for a new one for a moment
     * @param others families that mean the like
     */
    record Alike(Optional<FamilyRow> same, List<FamilyRow> others) {
        static final Alike NOTHING = new Alike(Optional.empty(), List.of());
    }

    @Inject
    AlikeOfEpisode(Families families, UiConfig config) {
        this.families = families;
        this.hide = config.hideVerdictUntilVote();
    }

    Uni<Alike> of(EpisodeData episode, Names.Known names) {
        return families.of(episode.promptId())
                .chain(id ->
                        id.map(families::find).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(found -> found.map(family -> alike(family, names))
                        .orElseGet(() -> Uni.createFrom().item(Alike.NOTHING)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(failure, "what is like episode %s could not be read", episode.id());
                    return Alike.NOTHING;
                });
    }

    private Uni<Alike> alike(FamilyData family, Names.Known names) {
        return families.search(Wanted.like(family.words(), Optional.empty()), OTHERS + 1)
                .map(found -> new Alike(
                        Optional.of(FamilyRow.of(family, names.scene(family.sceneId()), hide)),
                        found.families().stream()
                                .filter(hit -> !hit.family().id().equals(family.id()))
                                .limit(OTHERS)
                                .map(hit -> row(hit, names))
                                .toList()));
    }

    private FamilyRow row(Found.Hit hit, Names.Known names) {
        return FamilyRow.of(hit, names.scene(hit.family().sceneId()), hide);
    }
}
