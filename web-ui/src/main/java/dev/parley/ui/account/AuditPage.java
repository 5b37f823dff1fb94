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

/** Who did what, as what and why. Whoever may look at people may read the audit of one lab at least. */
@Path(AuditPage.ADDRESS)
@ApplicationScoped
public class AuditPage {
    static final String ADDRESS = "/admin/audit";

    private final Desks desks;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "account")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance audit();
    }

    @Inject
    AuditPage(Desks desks) {
        this.desks = desks;
        this.page = HtmlPage.of(Templates.audit().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return desks.of(page, Action.SEE_PEOPLE, ADDRESS);
    }
}
