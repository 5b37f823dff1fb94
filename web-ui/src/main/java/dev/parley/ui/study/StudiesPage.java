package dev.parley.ui.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.study.Studies;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Everybody's studies, newest first. */
@Path(StudiesPage.PATH)
@ApplicationScoped
public class StudiesPage {
    static final String PATH = "/studies";

    private static final Logger LOG = Logger.getLogger(StudiesPage.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 100;

    private final HtmlAnswer answer;
    private final Notices notices;
    private final SharedReads<Optional<StudyId>, StudiesLook> looks;
    private final Rendered<StudiesLook> pages = new Rendered<>(Templates::list);

    @CheckedTemplate(basePath = "study")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(StudiesLook look);
    }

    @Inject
    public StudiesPage(Studies studies, Names names, HtmlAnswer answer, Notices notices, ReactiveBridge bridge) {
        this.answer = answer;
        this.notices = notices;
        looks = new SharedReads<>(
                bridge,
                after -> studies.newest(after, StudiesLook.READ)
                        .chain(found -> names.now().map(known -> StudiesLook.of(found, after, known))),
                look -> FRESH,
                MOST_KEPT,
                look -> 1);
    }

    /** @param after the last study of the page before; what is none is left out: an old link is no reason to refuse a page */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@QueryParam("after") @DefaultValue("") String after) {
        return looks.get(parsed(after))
                .map(look -> answer.of(pages.page(look), Keep.MOMENT))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("the list of studies could not be read", failure);
                    return notices.unreadable("The studies", PATH);
                });
    }

    private static Optional<StudyId> parsed(String text) {
        try {
            return Optional.of(StudyId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
