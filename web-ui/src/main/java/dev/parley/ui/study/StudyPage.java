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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One study: how far it is, and successes by task with their intervals. */
@Path("/studies/{id}")
@ApplicationScoped
public class StudyPage {
    private static final Logger LOG = Logger.getLogger(StudyPage.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 100;
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such study",
            "There is no such study",
            "Studies are never removed, so the link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private final HtmlAnswer answer;
    private final Notices notices;
    // Counting thousands of items for each reader of a page that many share would be too much.
    private final SharedReads<StudyId, Optional<StudyLook>> looks;
    private final Rendered<StudyLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "study")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(StudyLook look);
    }

    @Inject
    public StudyPage(Studies studies, Names names, HtmlAnswer answer, Notices notices, ReactiveBridge bridge) {
        this.answer = answer;
        this.notices = notices;
        looks = new SharedReads<>(bridge, id -> look(studies, names, id), found -> FRESH, MOST_KEPT, found -> 1);
    }

    private static Uni<Optional<StudyLook>> look(Studies studies, Names names, StudyId id) {
        return studies.find(id)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : studies.progress(id)
                                .flatMap(progress -> names.now()
                                        .map(known -> Optional.of(StudyLook.of(found.get(), progress, known)))));
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("id") String text) {
        Optional<StudyId> id = parsed(text);
        if (id.isEmpty()) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        return looks.get(id.get())
                .map(found -> found.map(look -> answer.of(pages.page(look), Keep.MOMENT))
                        .orElseGet(() -> notices.notFound(UNKNOWN)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "study %s could not be read", text);
                    return notices.unreadable("This study", "/studies/" + id.get());
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
