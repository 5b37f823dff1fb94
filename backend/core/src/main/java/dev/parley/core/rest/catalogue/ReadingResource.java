package dev.parley.core.rest.catalogue;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Instruction;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a scene's judge would look for, before anything is asked. */
@Path("/api/v1/scenes/{scene}/reading")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class ReadingResource {
    private final Scenes scenes;
    private final Limits limits;
    private final RequestAuthor requestAuthor;

    @Inject
    ReadingResource(Scenes scenes, Limits limits, RequestAuthor requestAuthor) {
        this.scenes = scenes;
        this.limits = limits;
        this.requestAuthor = requestAuthor;
    }

    @Schema(description = "Both are null where no judge knows what these words mean; then people judge.")
    record Reading(
            @Nullable String taskId,

            @Schema(description = "What the judge will look for.") @Nullable
            String reading) {
        static Reading of(Optional<SceneData.TaskData> task) {
            return new Reading(
                    task.map(SceneData.TaskData::id).orElse(null),
                    task.map(SceneData.TaskData::reading).orElse(null));
        }
    }

    @GET
    @Operation(
            operationId = "readInstruction",
            summary = "How the judge of a scene reads an instruction",
            description = "Keeps nothing. Counts as a search.")
    public Uni<Reading> read(
            @PathParam("scene") String sceneId, @QueryParam("instruction") @Nullable String instruction) {
        String words = Instruction.of(instruction == null ? "" : instruction).text();
        return limits.take(Limit.SEARCHES, looker())
                .chain(() -> scenes.find(sceneId))
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.SCENE_UNKNOWN, "There is no scene of this name; GET /api/v1/scenes has all.")))
                .map(scene -> Reading.of(scenes.recognise(scene, words)));
    }

    /** Looking makes nobody a guest: those without a token count as one for each network. */
    private Author looker() {
        String network = requestAuthor.networkPrefix();
        return requestAuthor
                .known()
                .orElseGet(() -> new Author(
                        new AuthorId(UUID.nameUUIDFromBytes(network.getBytes(StandardCharsets.UTF_8))), network));
    }
}
