package dev.parley.ui.desk;

import dev.parley.core.person.Action;
import dev.parley.ui.account.Desks;
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

/** The line before the stations of one's labs. */
@Path(LinePage.ADDRESS)
@ApplicationScoped
public class LinePage {
    static final String ADDRESS = "/admin/queue";

    private final Desks desks;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "desk")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance line();
    }

    @Inject
    LinePage(Desks desks) {
        this.desks = desks;
        this.page = HtmlPage.of(Templates.line().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return desks.of(page, Action.SEE_STATION, ADDRESS);
    }
}
