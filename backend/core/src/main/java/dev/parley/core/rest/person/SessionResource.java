package dev.parley.core.rest.person;

import dev.parley.core.person.Action;
import dev.parley.core.person.PeopleConfig;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignIns;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestAuthor;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and one's own password. */
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session", description = "Who you are. Nobody needs an account to ask, watch and vote.")
public class SessionResource {
    private static final String NO_STORE = "private, no-store";

    private final SignIns signIns;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;
    private final Duration longest;

    @Inject
    SessionResource(
            SignIns signIns,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            JsonBody json,
            PeopleConfig config) {
        this.signIns = signIns;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.json = json;
        this.longest = config.longest();
    }

    /** Body of a sign-in. */
    record NewSession(
            @Schema(required = true) @Nullable String login,
            @Schema(required = true) @Nullable String password) {}

    /** Body of a change. */
    record NewPassword(
            @Schema(description = "The one that counts now.", required = true) @Nullable
            String present,

            @Schema(description = "12 to 200 characters.", required = true) @Nullable
            String next) {}

    /** Who you are. */
    record SessionView(
            @Schema(description = "False: a guest, and the rest is empty.")
            boolean signedIn,

            @Nullable String id,
            @Nullable String login,
            @Nullable String name,
            List<PersonView.GrantView> roles,

            @Schema(description = "True: you may do nothing else before you have changed it.")
            boolean mustChangePassword,

            @Schema(description = "What you may do anywhere; in your labs you may do more.")
            List<Action> may) {
        static SessionView of(Optional<SignedIn> person) {
            List<Action> may = Arrays.stream(Action.values())
                    .filter(action -> Permissions.may(person, action))
                    .toList();
            return person.map(known -> new SessionView(
                            true,
                            known.id().toString(),
                            known.login(),
                            known.name(),
                            known.grants().stream()
                                    .map(PersonView.GrantView::of)
                                    .toList(),
                            known.mustChangePassword(),
                            may))
                    .orElseGet(() -> new SessionView(false, null, null, null, List.of(), false, may));
        }
    }

    @GET
    @Operation(
            operationId = "getSession",
            summary = "Who you are and what you may",
            description = "Never 401: whoever is not signed in is a guest.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)),
            description = "As it is now.")
    public Response session() {
        return answer(requestPerson.signedIn()).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signIn",
            summary = "Sign in",
            description =
                    "The answer brings the cookie parley-person. A wrong login and a wrong password are refused alike.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewSession.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)),
            description = "Signed in.")
    @APIResponse(responseCode = "401", description = "The login or the password is wrong, or the account is closed.")
    @APIResponse(responseCode = "429", description = "Too many tries with this login or from this network.")
    public Uni<Response> signIn(byte[] body) {
        RequestPerson.Cookies cookies = requestPerson.cookies();
        NewSession wanted = json.read(body, NewSession.class);
        return signIns.signIn(
                        Given.field("login", wanted.login()),
                        Given.field("password", wanted.password()),
                        requestAuthor.networkPrefix(),
                        requestPerson.session())
                .map(opened -> given(opened, cookies));
    }

    @DELETE
    @Operation(
            operationId = "signOut",
            summary = "Sign out",
            description = "Of this browser. Done again it changes nothing.")
    @APIResponse(responseCode = "204", description = "You are a guest again.")
    public Uni<Response> signOut() {
        RequestPerson.Cookies cookies = requestPerson.cookies();
        return requestPerson
                .session()
                .map(signIns::signOut)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .map(done -> takenAway(cookies));
    }

    @DELETE
    @Path("everywhere")
    @Operation(
            operationId = "signOutEverywhere",
            summary = "Sign out everywhere",
            description = "Of every browser, this one too; none of them is told of your asks any more.")
    @APIResponse(responseCode = "204", description = "You are a guest again.")
    public Uni<Response> signOutEverywhere() {
        RequestPerson.Cookies cookies = requestPerson.cookies();
        requestPerson.require(Action.KEEP_ACCOUNT);
        return signIns.signOutEverywhere(requestPerson.signedIn().orElseThrow(), requestAuthor.networkPrefix())
                .map(done -> takenAway(cookies));
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changePassword",
            summary = "Change your password",
            description = "Every other browser is signed out; this one gets a new cookie.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewPassword.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)),
            description = "Changed.")
    @APIResponse(responseCode = "401", description = "Not signed in, or the present password is wrong.")
    @APIResponse(responseCode = "422", description = "The new one is too short, or one that is tried first.")
    public Uni<Response> changePassword(byte[] body) {
        RequestPerson.Cookies cookies = requestPerson.cookies();
        requestPerson.require(Action.KEEP_ACCOUNT);
        NewPassword wanted = json.read(body, NewPassword.class);
        return signIns.changePassword(
                        requestPerson.signedIn().orElseThrow(),
                        Given.field("present", wanted.present()),
                        Given.field("next", wanted.next()),
                        requestAuthor.networkPrefix())
                .map(opened -> given(opened, cookies));
    }

    private Response given(SignIns.Opened opened, RequestPerson.Cookies cookies) {
        return answer(Optional.of(opened.person()))
                .cookie(cookies.bring(opened.cookieValue(), longest))
                .build();
    }

    private static Response takenAway(RequestPerson.Cookies cookies) {
        return Response.noContent()
                .cookie(cookies.takeAway())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    private static Response.ResponseBuilder answer(Optional<SignedIn> person) {
        return Response.ok(SessionView.of(person)).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
