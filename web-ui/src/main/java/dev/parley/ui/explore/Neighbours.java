package dev.parley.ui.explore;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.family.Families;
import dev.parley.core.family.FamilyData;
import dev.parley.core.family.Wanted;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.parts.FamilyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/** What is near to a search, and what stands beside any list. */
@ApplicationScoped
public class Neighbours {
    private static final Logger LOG = Logger.getLogger(Neighbours.class);
    private static final int FAMILIES = 6;
    private static final int MOST_ASKED = 8;
    private static final int UNTRIED = 4;

    private final Families families;
    private final CrowdEpisodes episodes;
    private final boolean hide;

    @Inject
    public Neighbours(Families families, CrowdEpisodes episodes, UiConfig config) {
        this.families = families;
        this.episodes = episodes;
        this.hide = config.hideVerdictUntilVote();
    }

    /** The nearest ones, that first. */
    Uni<List<EpisodeData>> episodes(Search search, EpisodeSearch filter) {
        return families.episodes(wanted(search), filter).chain(episodes::all);
    }

    /** Decorations: without them there is still a list, so nothing of it fails. */
    Uni<Beside> of(Search search, Names.Known names) {
        return (search.closest() ? alike(search, names) : usual(search, names))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warn("what stands beside the list of episodes could not be read", failure);
                    return Beside.NOTHING;
                });
    }

    private Uni<Beside> alike(Search search, Names.Known names) {
        return families.search(wanted(search), FAMILIES)
                .map(found -> new Beside(
                        found.byMeaning(),
                        found.families().stream()
                                .map(hit -> FamilyRow.of(
                                        hit, names.scene(hit.family().sceneId()), hide))
                                .toList(),
                        List.of(),
                        List.of()));
    }

    private Uni<Beside> usual(Search search, Names.Known names) {
        if (search.before().isPresent() || !search.text().isEmpty()) {
            return Uni.createFrom().item(Beside.NOTHING);
        }
        return families.mostAsked(search.scene(), MOST_ASKED)
                .chain(asked -> families.untried(search.scene(), UNTRIED)
                        .map(untried -> new Beside(
                                true,
                                List.of(),
                                asked.stream().map(family -> row(family, names)).toList(),
                                untried.stream()
                                        .map(task -> new Beside.New(task, names.scene(task.sceneId())))
                                        .toList())));
    }

    private FamilyRow row(FamilyData family, Names.Known names) {
        return FamilyRow.of(family, names.scene(family.sceneId()), hide);
    }

    private static Wanted wanted(Search search) {
        return Wanted.like(search.text(), search.scene());
    }
}
