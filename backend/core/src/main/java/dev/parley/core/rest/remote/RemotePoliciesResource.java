package dev.parley.core.rest.remote;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.Action;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.remote.RemotePolicies;
import dev.parley.core.remote.RemotePolicyData;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.uploaded.NewUploadedPolicy;
import dev.parley.core.rest.uploaded.UploadedPolicyView;
import dev.parley.core.uploaded.UploadedPolicies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Bringing one's policy: it stays on its maker's server and is asked there. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Policies elsewhere",
        description = "Policies on their makers' servers, which speak openpi's WebSocket protocol.")
public class RemotePoliciesResource {
    private final RemotePolicies policies;
    private final UploadedPolicies uploaded;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    RemotePoliciesResource(
            RemotePolicies policies, UploadedPolicies uploaded, RequestPerson requestPerson, JsonBody json) {
        this.policies = policies;
        this.uploaded = uploaded;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of what needs nothing but a reason. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @POST
    @Path("policies")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerPolicy",
            summary = "Register a policy that runs on your server, or declare one that you upload",
            description =
                    "For researchers. It is examined first; how far that is stands at /api/v1/policies/{name}/conformance."
                            + " Once it conforms, everybody can ask for it by its name."
                            + " Of kind onnx it is declared here, and its file sent to /api/v1/policies/{name}/file.")
    @RequestBody(content = @Content(schema = @Schema(oneOf = {NewRemotePolicy.class, NewUploadedPolicy.class})))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(oneOf = {RemotePolicyView.class, UploadedPolicyView.class})),
            description = "Registered; its examination waits for its turn, or its file is awaited.")
    @APIResponse(responseCode = "409", description = "The name is taken.")
    @APIResponse(
            responseCode = "422",
            description = "Its address is not reached from here, or the mapping does not fit the scenes.")
    public Uni<Response> register(byte[] body) {
        Actor by = requestPerson.require(Action.REGISTER_POLICY);
        SignedIn who = requestPerson.signedIn().orElseThrow();
        if (NewUploadedPolicy.isMeant(body)) {
            return uploaded.declare(json.read(body, NewUploadedPolicy.class).declaration(), who, by)
                    .map(standing -> Response.created(URI.create(
                                    "/api/v1/policies/" + standing.policy().name() + "/file"))
                            .entity(UploadedPolicyView.of(standing, true))
                            .build());
        }
        return policies.register(json.read(body, NewRemotePolicy.class).registration(), who, by)
                .map(policy -> Response.created(URI.create("/api/v1/policies/" + policy.name() + "/conformance"))
                        .entity(RemotePolicyView.of(policy))
                        .build());
    }

    @GET
    @Path("remote-policies")
    @Operation(
            operationId = "listRemotePolicies",
            summary = "The policies that you registered",
            description = "Platform admins see everybody's.")
    public Uni<List<RemotePolicyView>> own() {
        requestPerson.require(Action.REGISTER_POLICY);
        Optional<PersonId> owner = requestPerson.may(Action.GOVERN_POLICIES)
                ? Optional.empty()
                : requestPerson.signedIn().map(SignedIn::id);
        return policies.all(owner)
                .map(all -> all.stream().map(RemotePolicyView::of).toList());
    }

    @GET
    @Path("policies/{name}/conformance")
    @Operation(
            operationId = "getPolicyConformance",
            summary = "What was found out about a policy's server, and how far it is",
            description = "For everybody once it conformed; before, for its owner and platform admins.")
    public Uni<RemotePolicyView.ConformanceView> conformance(@PathParam("name") String name) {
        Optional<SignedIn> who = requestPerson.signedIn();
        return policies.find(name)
                .map(found -> found.filter(policy -> visible(policy, who)).orElseThrow(() -> unknown(name)))
                .chain(policy -> policies.latest(name)
                        .chain(examination -> policies.versions(name)
                                .chain(versions -> policies.asked(name)
                                        .map(asked -> RemotePolicyView.ConformanceView.of(
                                                policy,
                                                examination,
                                                versions,
                                                asked,
                                                RemotePolicies.keeps(policy, who))))));
    }

    /** What never conformed is between its owner and us. */
    private static boolean visible(RemotePolicyData policy, Optional<SignedIn> who) {
        return policy.digest().isPresent() || RemotePolicies.keeps(policy, who);
    }

    @POST
    @Path("policies/{name}/conformance")
    @Operation(
            operationId = "examinePolicy",
            summary = "Examine it anew",
            description = "For its owner and platform admins. Until that is over nobody can ask for it.")
    @APIResponse(responseCode = "202", description = "Its examination waits for its turn.")
    public Uni<Response> examine(@PathParam("name") String name) {
        Actor by = requestPerson.require(Action.REGISTER_POLICY);
        return policies.examine(name, requestPerson.signedIn().orElseThrow(), by)
                .map(policy -> Response.accepted(RemotePolicyView.of(policy)).build());
    }

    @POST
    @Path("policies/{name}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retirePolicy",
            summary = "Take it out of use for good",
            description = "For its owner and platform admins. Its results stay, and its name.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(oneOf = {RemotePolicyView.class, UploadedPolicyView.class})),
            description = "Out of use.")
    public Uni<Response> retire(@PathParam("name") String name, byte[] body) {
        Actor by = requestPerson.require(Action.REGISTER_POLICY);
        String reason = reason(json.read(body, Why.class).reason());
        SignedIn who = requestPerson.signedIn().orElseThrow();
        return uploaded.find(name)
                .chain(found -> found.isPresent()
                        ? uploaded.retire(name, who, by, reason)
                                .map(policy -> Response.ok(UploadedPolicyView.of(
                                                new UploadedPolicies.Standing(policy, policy.sizeBytes()), true))
                                        .build())
                        : policies.retire(name, who, by, reason)
                                .map(policy ->
                                        Response.ok(RemotePolicyView.of(policy)).build()));
    }

    @GET
    @Path("certificates/{digest}")
    @Operation(
            operationId = "getCertificate",
            summary = "A certificate",
            description =
                    "Its digest is the SHA-256 of all before the entry \"digest\", with the closing brace put back.")
    @APIResponse(
            responseCode = "200",
            description = "It never changes.",
            content = @Content(schema = @Schema(implementation = Map.class)))
    public Uni<Response> certificate(@PathParam("digest") String digest) {
        return policies.certificate(digest)
                .map(found -> found.orElseThrow(() ->
                        new ParleyException(ErrorCode.CERTIFICATE_UNKNOWN, "There is no certificate of this digest.")))
                .map(certificate -> Response.ok(certificate)
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .build());
    }

    static String reason(@Nullable String text) {
        String why = Given.field("reason", text).strip();
        if (why.isEmpty() || why.length() > Deed.LONGEST_REASON || why.chars().anyMatch(Character::isISOControl)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A reason has 1 to %d characters in one line; whoever reads the audit later wants to know."
                            .formatted(Deed.LONGEST_REASON));
        }
        return why;
    }

    private static ParleyException unknown(String name) {
        return new ParleyException(
                ErrorCode.POLICY_UNKNOWN,
                "No policy \"%s\" that runs elsewhere is known."
                        .formatted(name.length() <= 80 ? name : name.substring(0, 80) + "…"));
    }
}
