package dev.parley.core.rest.uploaded;

import dev.parley.contracts.PersonId;
import dev.parley.core.person.Action;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.uploaded.UploadedPolicies;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Uploading a policy: its file comes in pieces, after what it is was said to POST /api/v1/policies. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Uploaded policies",
        description = "Policies as ONNX files, which run in simulator workers, each episode in a process of its own.")
public class UploadedPoliciesResource {
    private static final String OFFSET = "Upload-Offset";

    private final UploadedPolicies policies;
    private final RequestPerson requestPerson;

    @Inject
    UploadedPoliciesResource(UploadedPolicies policies, RequestPerson requestPerson) {
        this.policies = policies;
        this.requestPerson = requestPerson;
    }

    @GET
    @Path("uploaded-policies")
    @Operation(
            operationId = "listUploadedPolicies",
            summary = "The policies that you uploaded",
            description = "Platform admins see everybody's.")
    public Uni<List<UploadedPolicyView>> own() {
        requestPerson.require(Action.REGISTER_POLICY);
        Optional<SignedIn> who = requestPerson.signedIn();
        Optional<PersonId> owner = requestPerson.may(Action.GOVERN_POLICIES) ? Optional.empty() : who.map(SignedIn::id);
        return policies.all(owner)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(policy -> policies.standing(policy.name(), who))
                .map(standing -> UploadedPolicyView.of(standing, true))
                .collect()
                .asList();
    }

    @GET
    @Path("policies/{name}/file")
    @Operation(
            operationId = "readUploadedPolicy",
            summary = "How far an uploaded policy is",
            description =
                    "For everybody once it can be asked; before, for its owner and platform admins. receivedBytes says from where its file is to be gone on with.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = UploadedPolicyView.class)),
            description = "How far it is.")
    public Uni<Response> standing(@PathParam("name") String name) {
        Optional<SignedIn> who = requestPerson.signedIn();
        return policies.standing(name, who)
                .map(standing -> answer(standing, UploadedPolicies.keeps(standing.policy(), who)));
    }

    @PATCH
    @Path("policies/{name}/file")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "sendPolicyFile",
            summary = "Send a piece of the file",
            description =
                    "At most 4 MiB. Upload-Offset says how many bytes are before it; what was acknowledged outlasts a restart of the server. With the last piece the file's digest and outline are checked, and a simulator worker tries it.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = UploadedPolicyView.class)),
            description = "Taken and written to disk.")
    @APIResponse(responseCode = "409", description = "It stands at another offset, or the file is another one.")
    public Uni<Response> piece(
            @PathParam("name") String name, @HeaderParam(OFFSET) @Nullable String offset, byte[] body) {
        requestPerson.require(Action.REGISTER_POLICY);
        return policies.piece(
                        name, offset(offset), body, requestPerson.signedIn().orElseThrow())
                .map(standing -> answer(standing, true));
    }

    private static Response answer(UploadedPolicies.Standing standing, boolean yours) {
        return Response.ok(UploadedPolicyView.of(standing, yours))
                .header(OFFSET, standing.received())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static long offset(@Nullable String text) {
        try {
            long value = Long.parseLong(text == null ? "" : text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static ParleyException malformed() {
        return new ParleyException(
                ErrorCode.BODY_MALFORMED,
                "The header " + OFFSET
                        + " is a whole number from 0: how many bytes of the file are before this piece.");
    }
}
