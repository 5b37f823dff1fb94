package dev.parley.ui.wall;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeSearch;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Everything that runs now, on one wall. */
@Path("/live")
@ApplicationScoped
public class WallPage {
    private static final Logger LOG = Logger.getLogger(WallPage.class);

    private final CrowdEpisodes episodes;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final Rendered<WallLook> pages = new Rendered<>(Templates::wall);

    @CheckedTemplate(basePath = "wall")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance wall(WallLook look);
    }

    @Inject
    public WallPage(CrowdEpisodes episodes, HtmlAnswer answer, Notices notices) {
        this.episodes = episodes;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> wall() {
        return episodes.search(EpisodeSearch.open(WallLook.MOST))
                .map(running -> answer.of(pages.page(WallLook.of(running)), Keep.MOMENT))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("the wall of what runs could not be read", failure);
                    return notices.unreadable("What runs now", "/live");
                });
    }
}
