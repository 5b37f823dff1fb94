package dev.parley.core.rest.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.person.Action;
import dev.parley.core.person.PersonTokens;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.Studies;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyKeys;
import dev.parley.core.study.StudyWatch;
import dev.parley.core.study.Submitter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Studies. */
@Path("/api/v1/studies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Studies",
        description =
                "Many episodes planned beforehand, listed or drawn from a frozen plan until it is decided, spread over the stations. Submitting is for"
                        + " researchers who are signed in, and for keys (Authorization: Bearer KEY, see parley.studies.keys); reading is open to everybody.")
public class StudiesResource {
    private static final Logger LOG = Logger.getLogger(StudiesResource.class);
    private static final String STUDIES = "/api/v1/studies/";
    private static final int USUALLY_LISTED = 100;
    private static final int MOST_LISTED = 1000;
    private static final int MOST_RECENT = 100;

    private final Studies studies;
    private final StudyKeys keys;
    private final StudyBodies bodies;
    private final RequestPerson requestPerson;
    private final GoalImages goalImages;

    @Inject
    StudiesResource(
            Studies studies, StudyKeys keys, StudyBodies bodies, RequestPerson requestPerson, GoalImages goalImages) {
        this.studies = studies;
        this.keys = keys;
        this.bodies = bodies;
        this.requestPerson = requestPerson;
        this.goalImages = goalImages;
    }

    /** What was stored. */
    record Picture(String id) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitStudy",
            summary = "Submit a study",
            description = "Answered once the study is durably stored with all of its items; it then runs by itself.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewStudy.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored; Location names it.",
            content = @Content(schema = @Schema(implementation = StudyView.class)))
    @APIResponse(
            responseCode = "200",
            description = "You had submitted the same items under this name before.",
            content = @Content(schema = @Schema(implementation = StudyView.class)))
    @APIResponse(responseCode = "401", description = "No key, or none that may submit studies.")
    @APIResponse(responseCode = "409", description = "You have submitted other items under this name.")
    @APIResponse(responseCode = "422", description = "An item cannot run; detail names it by its number.")
    public Uni<Response> submit(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte[] body) {
        Submitter submitter = submitter(authorization);
        return bodies.read(body)
                .chain(wanted -> studies.submit(wanted, submitter))
                .invoke(this::feed)
                .chain(submitted -> view(submitted.study())
                        .map(view -> submitted.isNew()
                                ? Response.created(address(submitted.study()))
                                        .entity(view)
                                        .build()
                                : Response.ok(view)
                                        .location(address(submitted.study()))
                                        .build()));
    }

    /** So that the first episodes do not wait for the next sweep; what fails here is done by that one. */
    private void feed(Studies.Submitted submitted) {
        studies.feed()
                .subscribe()
                .with(
                        fed -> LOG.debugf(
                                "study %s: %d items fed", submitted.study().id(), fed),
                        failure -> LOG.debugf(failure, "studies could not be fed; the next sweep tries again"));
    }

    @GET
    @Operation(
            operationId = "findOwnStudy",
            summary = "Your study of a name",
            description =
                    "A list of one or none, so that whoever lost the answer to a submission finds the study again. Names are told apart among those of one submitter, so it takes who you are; everybody's are in GET /studies/recent.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = StudyView[].class)),
            description = "One, or none.")
    @APIResponse(responseCode = "401", description = "No key, or none that may submit studies.")
    public Uni<List<StudyView>> named(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Parameter(description = "As you submitted it, to the letter.") @QueryParam("name") @DefaultValue("")
                    String name) {
        return studies.find(name, submitter(authorization))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : view(found.get()).map(List::of));
    }

    @GET
    @Path("recent")
    @Operation(
            operationId = "listStudies",
            summary = "Everybody's studies, newest first",
            description =
                    "For everybody, without a token: what was asked, of which policies, how far it is, and who was found to be better.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListedStudyView[].class)),
            description = "As they are now.")
    @APIResponse(responseCode = "404", description = "There is no study of the id in after.")
    public Uni<List<ListedStudyView>> recent(
            @Parameter(description = "For the next page, the id of the last one seen.") @QueryParam("after") @Nullable
                    String after,
            @Parameter(description = "1 to 100.") @QueryParam("limit") @DefaultValue("20") String limit) {
        Optional<StudyId> last = Optional.ofNullable(after).map(Ids::study);
        int most = Numbers.between("limit", limit, 1, MOST_RECENT);
        return last.map(id -> require(id).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> studies.newest(last, most))
                .map(found -> found.stream().map(ListedStudyView::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getStudy",
            summary = "One study: how far it is, and successes by task with their intervals")
    public Uni<StudyView> find(@PathParam("id") String id) {
        return require(Ids.study(id)).chain(this::view);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "withdrawStudy",
            summary = "Withdraw your study",
            description = "What waits is cancelled and what runs is stopped, within seconds; what has ended stays.")
    public Uni<StudyView> withdraw(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("id") String id) {
        return studies.withdraw(Ids.study(id), submitter(authorization)).chain(this::view);
    }

    @GET
    @Path("{id}/episodes")
    @Produces({MediaType.APPLICATION_JSON, StudyCsv.MEDIA_TYPE})
    @Operation(
            operationId = "listStudyEpisodes",
            summary = "Items of a study with what came of them, in order",
            description = "JSON a page at a time; with Accept: text/csv, CSV of all of it.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StudyEpisodeView[].class)),
                @Content(mediaType = StudyCsv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            },
            description = "As it is now.")
    public Uni<Response> episodes(
            @Context HttpHeaders headers,
            @PathParam("id") String text,
            @Parameter(description = "Number of the first; for the next page, one more than the last one seen.")
                    @QueryParam("from")
                    @DefaultValue("0")
                    String from,
            @Parameter(description = "100 and at most 1000 as JSON, 10,000 as CSV.") @QueryParam("limit") @Nullable
                    String limit) {
        StudyId id = Ids.study(text);
        boolean csv = wantsCsv(headers);
        int first = Numbers.between("from", from, 0, Studies.MOST_ITEMS);
        int most = limit == null
                ? csv ? Studies.MOST_ITEMS : USUALLY_LISTED
                : Numbers.between("limit", limit, 1, csv ? Studies.MOST_ITEMS : MOST_LISTED);
        return require(id)
                .chain(study -> studies.episodes(id, first, most))
                .map(found -> found.stream().map(StudyEpisodeView::of).toList())
                .map(found -> csv
                        ? Response.ok(StudyCsv.of(found), StudyCsv.MEDIA_TYPE).build()
                        : Response.ok(found, MediaType.APPLICATION_JSON_TYPE).build());
    }

    /** JSON unless CSV is liked better: whoever takes anything gets what pages link to. */
    private static boolean wantsCsv(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(StudyCsv.TYPE))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
    }

    @POST
    @Path("goal-images")
    @Consumes({"image/png", "image/jpeg", "image/webp", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "uploadStudyGoalImage",
            summary = "Upload a goal image for the items of a study",
            description = "As POST /goal-images, with an allowance for thousands.")
    @APIResponse(
            responseCode = "201",
            description = "Stored; Location names it.",
            content = @Content(schema = @Schema(implementation = Picture.class)))
    public Uni<Response> picture(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte[] upload) {
        return goalImages
                .storeForStudy(upload, submitter(authorization).author())
                .map(id -> Response.created(URI.create("/api/v1/goal-images/" + id + ".png"))
                        .entity(new Picture(id.toString()))
                        .build());
    }

    private Submitter submitter(@Nullable String authorization) {
        // A token of a person's has been looked at by the door; what it stands for is who is signed in.
        boolean noKey = authorization == null || PersonTokens.in(authorization).isPresent();
        if (noKey && requestPerson.may(Action.SUBMIT_STUDY)) {
            return Submitter.signedIn(requestPerson.signedIn().orElseThrow());
        }
        return keys.require(Optional.ofNullable(authorization));
    }

    private Uni<StudyData> require(StudyId id) {
        return studies.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.STUDY_UNKNOWN, "There is no study %s.".formatted(id))));
    }

    private Uni<StudyView> view(StudyData study) {
        return studies.progress(study.id())
                .chain(progress -> studies.heldUpBy(study.id())
                        .chain(heldUpBy ->
                                plan(study.id()).map(plan -> StudyView.of(study, progress, heldUpBy, plan))));
    }

    private Uni<Optional<PlanView>> plan(StudyId id) {
        return studies.plan(id)
                .chain(planned -> planned.isEmpty()
                        ? Uni.createFrom().item(Optional.<PlanView>empty())
                        : studies.watch(id, planned.get().plan())
                                .map(watch -> Optional.of(PlanView.of(planned.get(), watch))));
    }

    private Uni<PlannedStudy> requirePlan(StudyId id) {
        return studies.plan(id)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.STUDY_UNKNOWN, "There is no study %s with a plan.".formatted(id))));
    }

    @GET
    @Path("{id}/plan")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getStudyPlan",
            summary = "The frozen plan of a study, to the byte",
            description = "JSON as text: its SHA-256 is the one that the study names.")
    public Uni<String> frozen(@PathParam("id") String id) {
        return requirePlan(Ids.study(id)).map(PlannedStudy::frozen);
    }

    @GET
    @Path("{id}/blocks")
    @Operation(
            operationId = "listStudyBlocks",
            summary = "Blocks of a planned study, in the order in which they were drawn")
    public Uni<List<StudyBlockView>> blocks(
            @PathParam("id") String text,
            @Parameter(description = "Number of the first; for the next page, one more than the last one seen.")
                    @QueryParam("from")
                    @DefaultValue("0")
                    String from,
            @Parameter(description = "1 to 1000.") @QueryParam("limit") @DefaultValue("100") String limit) {
        StudyId id = Ids.study(text);
        int first = Numbers.between("from", from, 0, Studies.MOST_ITEMS);
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        return requirePlan(id)
                .chain(planned -> studies.blocks(id, first, most)
                        .map(found -> found.stream()
                                .map(block -> StudyBlockView.of(planned.plan(), block))
                                .toList()));
    }

    @GET
    @Path("{id}/steps")
    @Operation(
            operationId = "listStudySteps",
            summary = "How the evidence of a planned study stood after each block that entered, in order",
            description = "Blocks enter once both episodes are judged, each after those that were drawn before it.")
    public Uni<List<StudyWatch.Step>> steps(
            @PathParam("id") String text,
            @Parameter(description = "Number of the first block; for the next page, one more than the last one seen.")
                    @QueryParam("from")
                    @DefaultValue("0")
                    String from,
            @Parameter(description = "1 to 1000.") @QueryParam("limit") @DefaultValue("100") String limit) {
        StudyId id = Ids.study(text);
        int first = Numbers.between("from", from, 0, Studies.MOST_ITEMS);
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        return requirePlan(id)
                .chain(planned -> studies.watch(id, planned.plan()))
                .map(watch -> watch.steps().stream()
                        .filter(step -> step.block() >= first)
                        .limit(most)
                        .toList());
    }

    private static URI address(StudyData study) {
        return URI.create(STUDIES + study.id());
    }
}
