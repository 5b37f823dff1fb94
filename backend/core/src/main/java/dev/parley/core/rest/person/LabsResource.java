package dev.parley.core.rest.person;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Lab;
import dev.parley.core.person.Labs;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Labs. */
@Path("/api/v1/labs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Labs", description = "Who runs stations together. Stations that were given no lab are the house's.")
public class LabsResource {
    private final Labs labs;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    LabsResource(Labs labs, RequestPerson requestPerson, JsonBody json) {
        this.labs = labs;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of a new lab. */
    record NewLab(
            @Schema(description = "1 to 40 lower-case letters, digits, hyphens.", required = true) @Nullable
            String name,

            @Schema(description = "1 to 80 characters.", required = true) @Nullable
            String title) {}

    record LabView(String name, String title) {
        static LabView of(Lab lab) {
            return new LabView(lab.name(), lab.title());
        }
    }

    @GET
    @Operation(
            operationId = "listLabs",
            summary = "All labs by name",
            description = "For everybody: who runs a station is no secret.")
    public Uni<List<LabView>> list() {
        return labs.all().map(found -> found.stream().map(LabView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addLab", summary = "Create a lab", description = "For platform admins.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewLab.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = LabView.class)),
            description = "Created.")
    @APIResponse(responseCode = "409", description = "There is one of that name.")
    public Uni<Response> create(byte[] body) {
        Actor by = requestPerson.require(Action.CREATE_LAB);
        NewLab wanted = json.read(body, NewLab.class);
        return labs.create(Given.field("name", wanted.name()), Given.field("title", wanted.title()), by)
                .map(lab -> Response.status(Response.Status.CREATED)
                        .entity(LabView.of(lab))
                        .build());
    }
}
