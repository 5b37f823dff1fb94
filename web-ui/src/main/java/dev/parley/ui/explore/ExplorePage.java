package dev.parley.ui.explore;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** What was asked and how it went, newest first; the address holds the search. */
@Path("/explore")
@ApplicationScoped
public class ExplorePage {
    private static final Logger LOG = Logger.getLogger(ExplorePage.class);

    private final CrowdEpisodes episodes;
    private final Neighbours neighbours;
    private final Names names;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final boolean hide;
    private final Rendered<ExploreLook> pages = new Rendered<>(Templates::explore);

    @CheckedTemplate(basePath = "explore")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance explore(ExploreLook look);
    }

    @Inject
    public ExplorePage(
            CrowdEpisodes episodes,
            Neighbours neighbours,
            Names names,
            HtmlAnswer answer,
            Notices notices,
            UiConfig config) {
        this.episodes = episodes;
        this.neighbours = neighbours;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
        this.hide = config.hideVerdictUntilVote();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> list(@Context UriInfo address) {
        Search search = Search.from(query(address));
        return names.now()
                .flatMap(known -> look(search, known))
                // Outcomes that somebody asked to see are theirs: no cache shows them to anybody else.
                .map(look -> answer.of(pages.page(look), hide && look.outcomes() ? Keep.NEVER : Keep.MOMENT))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("the list of episodes could not be read", failure);
                    return notices.unreadable("The episodes", search.address());
                });
    }

    private Uni<ExploreLook> look(Search search, Names.Known known) {
        return found(search)
                .flatMap(found -> neighbours
                        .of(search, known)
                        .flatMap(beside -> episodes.search(EpisodeSearch.newest(1))
                                .map(newest -> new ExploreLook(
                                        search,
                                        found,
                                        beside,
                                        known,
                                        hide,
                                        newest.isEmpty()
                                                ? ""
                                                : newest.getFirst().id().toString()))));
    }

    private Uni<List<EpisodeData>> found(Search search) {
        EpisodeSearch wanted = search.toEpisodeSearch(ExploreLook.PAGE);
        return search.closest() ? neighbours.episodes(search, wanted) : episodes.search(wanted);
    }

    private static Map<String, String> query(UriInfo address) {
        Map<String, String> query = new HashMap<>();
        address.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }
}
