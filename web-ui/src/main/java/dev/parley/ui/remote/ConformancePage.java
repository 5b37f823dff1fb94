package dev.parley.ui.remote;

import dev.parley.core.policy.PolicyTexts;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What was found out about a policy's server, and how far that is. The page is the same for every name and reader; what may be told
 * whom REST decides, so that it gives away neither that a name is taken nor by whom.
 */
@Path("/policies/{name}/conformance")
@ApplicationScoped
public class ConformancePage {
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such policy",
            "No policy has such a name",
            "The link may have been copied wrongly.",
            "/leaderboard",
            "All policies");

    private final HtmlAnswer answer;
    private final Notices notices;

    @CheckedTemplate(basePath = "remote")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance conformance(String name);
    }

    @Inject
    public ConformancePage(HtmlAnswer answer, Notices notices) {
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(@PathParam("name") String name) {
        return PolicyTexts.isName(name)
                ? answer.of(HtmlPage.of(Templates.conformance(name).render()), Keep.MOMENT)
                : notices.notFound(UNKNOWN);
    }
}
