package dev.parley.core.rest.description;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Watching live (WHEP): its methods are those of publishing too, so that annotations on them could not tell the two apart. */
final class LiveOperations {
    private static final String LIVE = InterfaceDescription.API + "episodes/{episode}/live/{camera}";
    private static final String SESSION = LIVE + "/{session}";
    private static final String SDP = "application/sdp";

    private LiveOperations() {}

    static void name(String path, PathItem item) {
        if (path.equals(LIVE)) {
            // They answer that they are not to be used.
            item.setGET(null);
            item.setPUT(null);
            item.setPATCH(null);
            item.setDELETE(null);
            Operation watch = named(
                    item.getPOST(),
                    "watchLive",
                    "Watch a camera live (WHEP)",
                    "With an SDP offer; answered with the SDP answer, and the session in Location. With Prefer: wait=SECONDS it waits for a"
                            + " picture, and says 204 with Retry-After where there was none until then.");
            watch.setResponses(OASFactory.createAPIResponses()
                    .addAPIResponse("201", Answers.of("It begins; Location names the session.", SDP, Answers.text()))
                    .addAPIResponse(
                            "204",
                            OASFactory.createAPIResponse().description("No picture yet; Retry-After says when.")));
        }
        if (path.equals(SESSION)) {
            item.setGET(null);
            item.setPUT(null);
            item.setPOST(null);
            withPath(item);
            named(
                            item.getPATCH(),
                            "addLiveCandidates",
                            "Tell more addresses of yours (trickle ICE)",
                            "With the session's ETag as If-Match.")
                    .setResponses(OASFactory.createAPIResponses()
                            .addAPIResponse(
                                    "204", OASFactory.createAPIResponse().description("Taken.")));
            named(item.getDELETE(), "stopWatchingLive", "Watch no more", "With the token that it began with, if any.")
                    .setResponses(OASFactory.createAPIResponses()
                            .addAPIResponse(
                                    "200", OASFactory.createAPIResponse().description("It has ended.")));
        }
    }

    /** Inherited methods are described without what stands in their address. */
    private static void withPath(PathItem item) {
        for (Operation operation : item.getOperations().values()) {
            List<Parameter> all =
                    operation.getParameters() == null ? new ArrayList<>() : new ArrayList<>(operation.getParameters());
            for (String name : List.of("episode", "camera", "session")) {
                if (all.stream().noneMatch(known -> name.equals(known.getName()))) {
                    all.add(OASFactory.createParameter()
                            .name(name)
                            .in(Parameter.In.PATH)
                            .required(true)
                            .schema(Answers.text()));
                }
            }
            operation.setParameters(all);
        }
    }

    private static Operation named(Operation operation, String id, String summary, String description) {
        operation.setOperationId(id);
        operation.setSummary(summary);
        operation.setDescription(description);
        operation.setTags(List.of("Live"));
        return operation;
    }
}
