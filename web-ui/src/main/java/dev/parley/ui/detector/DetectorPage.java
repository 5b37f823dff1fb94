package dev.parley.ui.detector;

import dev.parley.core.detector.Detectors;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One version of a learned detector by its digest: what it is, and its confusion against the predicate. */
@Path("/detectors/{digest}")
@ApplicationScoped
public class DetectorPage {
    private static final Logger LOG = Logger.getLogger(DetectorPage.class);
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such detector",
            "There is no such detector",
            "No station has shown a detector of this address, so the link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private final Detectors detectors;
    private final Names names;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final Rendered<DetectorLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "detector")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(DetectorLook look);
    }

    @Inject
    public DetectorPage(Detectors detectors, Names names, HtmlAnswer answer, Notices notices) {
        this.detectors = detectors;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("digest") String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        return detectors
                .find(digest)
                .flatMap(found -> names.now()
                        .map(known -> found.map(detector -> DetectorLook.of(detector, known))
                                .map(look -> answer.of(pages.page(look), Keep.MOMENT))
                                .orElseGet(() -> notices.notFound(UNKNOWN))))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "detector %s could not be read", digest);
                    return notices.unreadable("This detector", "/detectors/" + digest);
                });
    }
}
