package dev.parley.ui.account;

import dev.parley.core.person.Action;
import dev.parley.ui.html.HtmlPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who has an account and what they may do. */
@Path(PeoplePage.ADDRESS)
@ApplicationScoped
public class PeoplePage {
    static final String ADDRESS = "/admin/people";

    private final Desks desks;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "account")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance people();
    }

    @Inject
    PeoplePage(Desks desks) {
        this.desks = desks;
        this.page = HtmlPage.of(Templates.people().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return desks.of(page, Action.SEE_PEOPLE, ADDRESS);
    }
}
