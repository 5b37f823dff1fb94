package dev.parley.core.rest.remote;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.remote.AllowedHosts;
import dev.parley.core.remote.AllowedHosts.AllowedHost;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Hosts of one's own networks that policies may run on. */
@Path("/api/v1/remote-hosts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies elsewhere")
public class AllowedHostsResource {
    private final AllowedHosts hosts;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    AllowedHostsResource(AllowedHosts hosts, RequestPerson requestPerson, JsonBody json) {
        this.hosts = hosts;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of a new one. */
    record NewHost(
            @Schema(
                    description =
                            "A name or an address, with or without a port: policy-box.lab, 10.0.0.7:8000, [fd00::7].",
                    required = true)
            @Nullable
            String host,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "listRemoteHosts",
            summary = "Hosts that are reached although they are not of the open internet",
            description = "For platform admins.")
    public Uni<List<AllowedHost>> all() {
        requestPerson.require(Action.GOVERN_POLICIES);
        return hosts.all();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "allowRemoteHost",
            summary = "Allow a host",
            description =
                    "Whoever registers a policy there has this machine connect to it: allow only what may be asked by strangers.")
    @APIResponse(
            responseCode = "201",
            description = "It is reached from now on.",
            content = @Content(schema = @Schema(implementation = AllowedHost.class)))
    @RequestBody(content = @Content(schema = @Schema(implementation = NewHost.class)))
    public Uni<Response> allow(byte[] body) {
        Actor by = requestPerson.require(Action.GOVERN_POLICIES);
        NewHost wanted = json.read(body, NewHost.class);
        return hosts.allow(Given.field("host", wanted.host()), by, RemotePoliciesResource.reason(wanted.reason()))
                .map(host ->
                        Response.status(Response.Status.CREATED).entity(host).build());
    }

    @DELETE
    @Path("{host}")
    @Operation(
            operationId = "forbidRemoteHost",
            summary = "Forbid it again",
            description = "It holds from the next connection on.")
    public Uni<Void> forbid(@PathParam("host") String host, @QueryParam("reason") @Nullable String reason) {
        Actor by = requestPerson.require(Action.GOVERN_POLICIES);
        return hosts.forbid(host, by, RemotePoliciesResource.reason(reason));
    }
}
