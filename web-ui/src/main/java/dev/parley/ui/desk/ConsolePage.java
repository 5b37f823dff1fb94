package dev.parley.ui.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.person.Action;
import dev.parley.ui.account.Desks;
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

/** Where a person stands before a real station. The page is empty; what it shows comes from REST, which asks anew who may. */
@Path(ConsolePage.ADDRESS)
@ApplicationScoped
public class ConsolePage {
    static final String ADDRESS = "/console";

    private static final Notices.Notice NO_STATION = new Notices.Notice(
            "No such station",
            "There is no such station",
            "Its address is not complete.",
            StationsPage.ADDRESS,
            "All stations");

    private final Desks desks;
    private final Notices notices;

    @CheckedTemplate(basePath = "desk")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance console(String station);
    }

    @Inject
    ConsolePage(Desks desks, Notices notices) {
        this.desks = desks;
        this.notices = notices;
    }

    @GET
    @Path("{station}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response one(@PathParam("station") String station) {
        StationId id;
        try {
            id = StationId.parse(station);
        } catch (IllegalArgumentException e) {
            return notices.notFound(NO_STATION);
        }
        return desks.of(HtmlPage.of(Templates.console(id.toString()).render()), Action.RUN_CONSOLE, ADDRESS + "/" + id);
    }
}
