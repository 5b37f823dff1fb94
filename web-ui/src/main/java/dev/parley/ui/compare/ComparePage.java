package dev.parley.ui.compare;

import dev.parley.contracts.ComparisonId;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.PublicOrigin;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One comparison by its own address: wait, watch both, vote, and be told. */
@Path("/compare/{id}")
@ApplicationScoped
public class ComparePage {
    private static final Logger LOG = Logger.getLogger(ComparePage.class);
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such comparison",
            "There is no such comparison",
            "This link may have been copied wrongly.",
            "/",
            "Ask a robot");
    private static final Notices.Notice TAKEN_BACK = new Notices.Notice(
            "Taken back",
            "This was taken back",
            "Whoever asked for it took it back, and what was recorded of it is deleted here.",
            "/explore",
            "Explore episodes");

    private final Comparisons comparisons;
    private final Prompts prompts;
    private final Names names;
    private final PublicOrigin origin;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final Rendered<CompareLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "compare")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(CompareLook look);
    }

    @Inject
    public ComparePage(
            Comparisons comparisons,
            Prompts prompts,
            Names names,
            PublicOrigin origin,
            HtmlAnswer answer,
            Notices notices) {
        this.comparisons = comparisons;
        this.prompts = prompts;
        this.names = names;
        this.origin = origin;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("id") String text, @Context HttpHeaders headers, @Context UriInfo address) {
        ComparisonId id;
        try {
            id = ComparisonId.parse(text);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        String seenUnder = origin.of(headers, address);
        return comparisons
                .find(id)
                .chain(found -> found.map(comparison -> page(comparison, seenUnder))
                        .orElseGet(() -> Uni.createFrom().item(() -> notices.notFound(UNKNOWN))))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "comparison %s could not be read", id);
                    return notices.unreadable("This comparison", "/compare/" + id);
                });
    }

    private Uni<Response> page(ComparisonData comparison, String seenUnder) {
        return prompts.find(comparison.prompt()).chain(found -> {
            if (found.orElseThrow().state() == PromptState.ERASED) {
                return Uni.createFrom().item(() -> notices.gone(TAKEN_BACK));
            }
            return names.now()
                    .map(known -> CompareLook.of(comparison, known.scene(comparison.sceneId()), seenUnder))
                    .map(look -> answer.of(pages.page(look), Keep.MOMENT));
        });
    }
}
