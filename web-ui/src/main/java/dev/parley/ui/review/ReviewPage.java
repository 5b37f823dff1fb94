package dev.parley.ui.review;

import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.ui.account.Desks;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The desk of reviewers and that of whoever leads them. Both come without any clip: what is on them is asked of REST. */
@Path("/review")
@ApplicationScoped
public class ReviewPage {
    private static final Notices.Notice NOT_YOURS = new Notices.Notice(
            "Not for your roles",
            "This desk is not for your roles",
            "Researchers judge episodes; platform admins lead them and decide where they do not agree. A platform admin grants roles.",
            "/account",
            "Your account");

    private final Desks desks;
    private final HtmlPage desk;
    private final HtmlPage lead;

    @CheckedTemplate(basePath = "review")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance desk(ReviewLook look);

        static native TemplateInstance lead();
    }

    @Inject
    public ReviewPage(Desks desks) {
        this.desks = desks;
        this.desk = HtmlPage.of(Templates.desk(ReviewLook.DESK).render());
        this.lead = HtmlPage.of(Templates.lead().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response desk() {
        return page(desk, "/review", List.of(Action.REVIEW, Action.LEAD_REVIEWS));
    }

    @GET
    @Path("lead")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response lead() {
        return page(lead, "/review/lead", List.of(Action.LEAD_REVIEWS));
    }

    private Response page(HtmlPage page, String address, List<Action> any) {
        return desks.of(
                page, person -> any.stream().anyMatch(action -> Permissions.may(person, action)), address, NOT_YOURS);
    }
}
