package dev.parley.core.rest.episode;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.range.FileAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What real stations hand in beside their films: photographs of start and end, and what kept the arm safe. */
@Path("/api/v1/episodes/{id}")
@Tag(name = "Episodes")
public class RobotFilesResource {
    private static final String CACHED = "public, max-age=1800";
    private static final Pattern MOMENT = Pattern.compile("start|end");

    private final EpisodeLookup lookup;

    @Inject
    RobotFilesResource(EpisodeLookup lookup) {
        this.lookup = lookup;
    }

    @GET
    @Path("photos/{moment}/{camera}.png")
    @Operation(
            operationId = "readTablePhoto",
            summary = "A real table as one camera saw it at the start or the end (PNG)",
            description =
                    "The moment is start, when the table was set and nothing had moved, or end, when the arm was at rest. With an S3"
                            + " store: a redirect to where it is.")
    public Uni<Response> photo(
            @PathParam("id") String id, @PathParam("moment") String moment, @PathParam("camera") String camera) {
        if (!MOMENT.matcher(moment).matches()) {
            throw new ParleyException(
                    ErrorCode.RECORDING_UNKNOWN,
                    "Photographs are taken at the start and at the end, not at that moment.");
        }
        String name = EpisodeLookup.camera(camera);
        return file(
                id, moment + "-" + name + ".png", "image/png", "photograph of its " + moment + " by camera " + name);
    }

    @GET
    @Path("safety")
    @Operation(
            operationId = "readSafetyRecord",
            summary = "What kept the arm safe in one episode (JSON)",
            description =
                    "Of a real robot behind the agent: how many commands there were, the share of them that was shortened and why, each"
                            + " hold, how long stops took, whether the arm was seen to rest. With an S3 store: a redirect to where it is.")
    public Uni<Response> safety(@PathParam("id") String id) {
        return file(id, "safety.json", "application/json", "record of what kept an arm safe");
    }

    private Uni<Response> file(String id, String name, String type, String noun) {
        return lookup.require(Ids.episode(id))
                .chain(episode -> lookup.artifact(toldOf(episode, noun), name, noun))
                .map(found -> switch (found) {
                    case StoredArtifact.InFile file ->
                        new FileAnswer(noun, type, "", CACHED, "").of(file, Optional.empty());
                    case StoredArtifact.Elsewhere elsewhere -> FileAnswer.sentTo(elsewhere);
                });
    }

    /** As recordings: what a camera saw before anything ran shows people who set a table, and nobody asked to see them. */
    private static EpisodeData toldOf(EpisodeData episode, String noun) {
        if (episode.stationKind().filmsTheWorld() && episode.runningAt().isEmpty()) {
            throw new ParleyException(
                    ErrorCode.RECORDING_UNKNOWN,
                    "Episode %s (%s) has no %s to show: it never ran.".formatted(episode.id(), episode.state(), noun));
        }
        return episode;
    }
}
