package dev.parley.core.rest.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Grant;
import dev.parley.core.person.Lab;
import dev.parley.core.person.Labs;
import dev.parley.core.person.People;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.PersonData;
import dev.parley.core.person.Rank;
import dev.parley.core.person.Role;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Other people's accounts. Each change needs a reason, and is in the audit. */
@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People", description = "For platform admins, and for lab admins as far as it is about their lab.")
public class PeopleResource {
    private static final int MOST_LISTED = 200;

    private final People people;
    private final Labs labs;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    PeopleResource(People people, Labs labs, RequestPerson requestPerson, RequestAuthor requestAuthor, JsonBody json) {
        this.people = people;
        this.labs = labs;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of a new account. */
    record NewPerson(
            @Schema(description = "3 to 40 lower-case letters, digits, dots, hyphens, underscores.", required = true)
            @Nullable
            String login,

            @Schema(description = "As people read it, 1 to 80 characters.", required = true) @Nullable
            String name) {}

    /** Body of a grant and of its end. */
    record RoleChange(
            @Schema(implementation = Role.class, required = true) @Nullable
            String role,

            @Schema(description = "Name of the lab, for OPERATOR and LAB_ADMIN.") @Nullable
            String lab,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of closing and reopening. */
    record Closing(
            @Schema(required = true) @Nullable Boolean disabled,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of what needs nothing but a reason. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** The only answer that ever holds the password. */
    record CreatedView(
            PersonView person,
            String oneTimePassword,

            @Schema(description = "Until when it opens anything.") @Nullable
            Instant goodUntil) {
        static CreatedView of(People.Created created, Optional<Set<LabId>> seen) {
            return new CreatedView(
                    PersonView.of(created.person(), seen),
                    created.oneTimePassword(),
                    created.person().oneTimeUntil().orElse(null));
        }
    }

    @GET
    @Operation(
            operationId = "listPeople",
            summary = "Accounts by login",
            description =
                    "A lab admin sees those with a role in their labs, and whoever has exactly the login that they ask for.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = PersonView[].class)))
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<List<PersonView>> list(
            @Parameter(description = "Part of a login or a name.") @QueryParam("like") @DefaultValue("") String like,
            @Parameter(description = "For the next page, the last login seen.") @QueryParam("after") @DefaultValue("")
                    String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        Optional<Set<LabId>> seen = seen();
        return people.list(like, after, Numbers.between("limit", limit, 1, MOST_LISTED), seen)
                .map(found ->
                        found.stream().map(each -> PersonView.of(each, seen)).toList());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getPerson",
            summary = "One account",
            description = "A lab admin sees that of whoever has a role in their labs.")
    public Uni<PersonView> find(@PathParam("id") String id) {
        Optional<Set<LabId>> seen = seen();
        PersonId person = Ids.person(id);
        return people.find(person, seen)
                .map(found -> found.map(each -> PersonView.of(each, seen))
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.PERSON_UNKNOWN, "There is no person %s.".formatted(person))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addPerson",
            summary = "Create an account",
            description = "The answer holds a one-time password to tell the person; it is shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewPerson.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = CreatedView.class)),
            description = "Created, without any role.")
    @APIResponse(responseCode = "409", description = "The login is taken.")
    public Uni<Response> create(byte[] body) {
        Actor by = requestPerson.require(Action.CREATE_PERSON);
        Optional<Set<LabId>> seen = seen();
        NewPerson wanted = json.read(body, NewPerson.class);
        return people.create(Given.field("login", wanted.login()), Given.field("name", wanted.name()), by)
                .map(created -> Response.created(
                                URI.create("/api/v1/people/" + created.person().id()))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .entity(CreatedView.of(created, seen))
                        .build());
    }

    @POST
    @Path("{id}/grants")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "grantRole",
            summary = "Grant a role",
            description = "Platform admins grant every role; lab admins that of an operator of their lab.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoleChange.class)))
    public Uni<PersonView> grant(@PathParam("id") String id, byte[] body) {
        return change(id, body, people::grant);
    }

    @POST
    @Path("{id}/revocations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokeRole",
            summary = "Revoke a role",
            description = "It holds from the person's next request on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoleChange.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = PersonView.class)))
    @APIResponse(responseCode = "409", description = "They are the last platform admin.")
    public Uni<PersonView> revoke(@PathParam("id") String id, byte[] body) {
        return change(id, body, people::revoke);
    }

    @PUT
    @Path("{id}/disabled")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setPersonDisabled",
            summary = "Close or reopen an account",
            description = "Closing signs them out everywhere at once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Closing.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = PersonView.class)))
    @APIResponse(responseCode = "409", description = "They are the last platform admin.")
    public Uni<PersonView> disable(@PathParam("id") String id, byte[] body) {
        Actor by = requestPerson.require(Action.DISABLE_PERSON);
        Closing wanted = json.read(body, Closing.class);
        return people.disable(
                        Ids.person(id), Given.field("disabled", wanted.disabled()), by, Given.reason(wanted.reason()))
                .map(changed -> PersonView.of(changed, Optional.empty()));
    }

    @POST
    @Path("{id}/one-time-password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewOneTimePassword",
            summary = "A new one-time password",
            description = "For whoever forgot theirs. Signs them out everywhere; shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CreatedView.class)),
            description = "The password to tell them.")
    @APIResponse(
            responseCode = "409",
            description = "They sign in by the organisation's own service and have no password here.")
    public Uni<Response> newPassword(@PathParam("id") String id, byte[] body) {
        Actor by = requestPerson.require(Action.RESET_PASSWORD);
        Why wanted = json.read(body, Why.class);
        return people.newOneTimePassword(Ids.person(id), by, Given.reason(wanted.reason()))
                .map(created -> Response.ok(CreatedView.of(created, Optional.empty()))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    /** What becomes of a role. */
    private interface Change {
        Uni<PersonData> of(PersonId id, Grant grant, Actor by, String reason);
    }

    private Uni<PersonView> change(String id, byte[] body, Change change) {
        Optional<Set<LabId>> seen = seen();
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        RoleChange wanted = json.read(body, RoleChange.class);
        PersonId person = Ids.person(id);
        Role role = Given.oneOf("role", wanted.role(), Role.class);
        String why = Given.reason(wanted.reason());
        return lab(role, wanted.lab())
                .map(lab -> new Grant(role, lab))
                .chain(grant -> change.of(person, grant, mayChange(grant, who, network), why))
                .map(changed -> PersonView.of(changed, seen));
    }

    /** The labs whose people whoever asks may see; empty: everybody. */
    private Optional<Set<LabId>> seen() {
        Optional<SignedIn> who = requestPerson.signedIn();
        if (who.isEmpty()) {
            Permissions.require(who, Action.SEE_PEOPLE);
        }
        return Permissions.labs(who.orElseThrow(), Action.SEE_PEOPLE);
    }

    private static Actor mayChange(Grant grant, Optional<SignedIn> who, String network) {
        Rank rank = grant.role() == Role.OPERATOR
                ? Permissions.require(who, Action.GRANT_OPERATOR, grant.lab().map(Lab::id))
                : Permissions.require(who, Action.GRANT_ROLE);
        return who.orElseThrow().as(rank, network);
    }

    private Uni<Optional<Lab>> lab(Role role, @Nullable String name) {
        if (role.ofALab() == (name == null)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    role.ofALab()
                            ? "%s is a role of a lab: name it in the field \"lab\".".formatted(role)
                            : "%s is a role of the whole platform: leave the field \"lab\" out.".formatted(role));
        }
        return name == null
                ? Uni.createFrom().item(Optional.empty())
                : labs.require(name).map(Optional::of);
    }
}
