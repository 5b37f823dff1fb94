package dev.parley.core.rest.episode;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.range.FileAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with recordings, for whoever has decided that they may be seen. */
@ApplicationScoped
public class Recordings {
    private final EpisodeLookup lookup;

    @Inject
    Recordings(EpisodeLookup lookup) {
        this.lookup = lookup;
    }

    /** What a browser wants of it: its headers of these names. */
    public record Asked(
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {}

    /** @param name of a camera; RECORDING_UNKNOWN in the Uni where it has no recording */
    public Uni<Response> of(EpisodeData episode, String name, Asked asked) {
        String tag = "\"" + recording(episode, name).sha256() + "\"";
        if (tag.equals(asked.ifNoneMatch())) {
            return Uni.createFrom().item(answer(tag).notModified());
        }
        // A range of another version would not fit to what the client has: it gets the whole.
        Optional<String> wanted = Optional.ofNullable(asked.range())
                .filter(ignored -> asked.ifRange() == null || tag.equals(asked.ifRange()));
        return lookup.artifact(episode, name + ".mp4", "recording of camera " + name)
                .map(found -> switch (found) {
                    case StoredArtifact.InFile file -> answer(tag).of(file, wanted);
                    case StoredArtifact.Elsewhere elsewhere -> FileAnswer.sentTo(elsewhere);
                });
    }

    /**
     * The same without anything that names the recording: its digest stands in public records, so as a tag it would tell whose it
     * is, and so would its address in a store. Only for methods that may block: bytes of a store are passed on as they come.
     *
     * @param range as in a Range header; empty for the whole
     */
    public Uni<Response> unnamed(EpisodeData episode, String name, Optional<String> range) {
        recording(episode, name);
        return lookup.artifact(episode, name + ".mp4", "recording of camera " + name)
                .map(found -> switch (found) {
                    case StoredArtifact.InFile file -> answer("").of(file, range);
                    // The address in the store has the episode's id in it, so these bytes come through here.
                    case StoredArtifact.Elsewhere elsewhere -> answer("").through(elsewhere, range);
                });
    }

    private static FileAnswer answer(String tag) {
        return new FileAnswer("recording", "video/mp4", tag, "public, max-age=1800", "");
    }

    private static EpisodeData.Recording recording(EpisodeData episode, String name) {
        return episode.recordings().stream()
                .filter(found -> found.camera().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(episode, name));
    }

    private static ParleyException unknown(EpisodeData episode, String camera) {
        return new ParleyException(
                ErrorCode.RECORDING_UNKNOWN,
                "Episode %s (%s) has no recording of camera %s; it has %s."
                        .formatted(
                                episode.id(),
                                episode.state(),
                                camera,
                                episode.recordings().stream()
                                        .map(EpisodeData.Recording::camera)
                                        .toList()));
    }
}
