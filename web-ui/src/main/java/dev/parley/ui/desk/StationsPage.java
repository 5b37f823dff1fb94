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

/** The stations of one's labs, and each of them. The pages are empty; what they show comes from REST, which asks anew who may. */
@Path(StationsPage.ADDRESS)
@ApplicationScoped
public class StationsPage {
    static final String ADDRESS = "/admin/stations";

    private static final Notices.Notice NO_STATION = new Notices.Notice(
            "No such station", "There is no such station", "Its address is not complete.", ADDRESS, "All stations");

    private final Desks desks;
    private final Notices notices;
    private final HtmlPage all;

    @CheckedTemplate(basePath = "desk")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance stations();

        static native TemplateInstance station(String station);
    }

    @Inject
    StationsPage(Desks desks, Notices notices) {
        this.desks = desks;
        this.notices = notices;
        this.all = HtmlPage.of(Templates.stations().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return desks.of(all, Action.SEE_STATION, ADDRESS);
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id) {
        StationId station;
        try {
            station = StationId.parse(id);
        } catch (IllegalArgumentException e) {
            return notices.notFound(NO_STATION);
        }
        return desks.of(
                HtmlPage.of(Templates.station(station.toString()).render()),
                Action.SEE_STATION,
                ADDRESS + "/" + station);
    }
}
