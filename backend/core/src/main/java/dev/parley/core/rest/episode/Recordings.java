package dev.parley.core.rest.episode;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;
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
            return Uni.createFrom().item(cached(Response.notModified(), tag).build());
        }
        // A range of another version would not fit to what the client has: it gets the whole.
        Optional<String> wanted = Optional.ofNullable(asked.range())
                .filter(ignored -> asked.ifRange() == null || tag.equals(asked.ifRange()));
        return lookup.artifact(episode, name + ".mp4", "recording of camera " + name)
                .map(found -> switch (found) {
                    case StoredArtifact.InFile file -> ranged(inFile(file), file.sizeBytes(), tag, wanted);
                    case StoredArtifact.Elsewhere elsewhere -> sentTo(elsewhere);
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
                    case StoredArtifact.InFile file -> ranged(inFile(file), file.sizeBytes(), "", range);
                    case StoredArtifact.Elsewhere elsewhere ->
                        ranged(through(elsewhere), elsewhere.sizeBytes(), "", range);
                });
    }

    /** What answers with some bytes of a recording. */
    private interface Bytes {
        Object of(long first, long length);
    }

    private static Bytes inFile(StoredArtifact.InFile file) {
        return (first, length) -> new PathPart(file.path(), first, length);
    }

    /** The address in the store has the episode's id in it, so these bytes come through here. Blocks as they are written. */
    private static Bytes through(StoredArtifact.Elsewhere elsewhere) {
        return (first, length) -> (StreamingOutput) output -> {
            try (InputStream input = elsewhere.source().open(first, length)) {
                input.transferTo(output);
            }
        };
    }

    private static EpisodeData.Recording recording(EpisodeData episode, String name) {
        return episode.recordings().stream()
                .filter(found -> found.camera().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(episode, name));
    }

    /** The store takes ranges itself; the address is good for a while only, so nobody keeps it. */
    private static Response sentTo(StoredArtifact.Elsewhere elsewhere) {
        return Response.status(Response.Status.FOUND)
                .location(elsewhere.link())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** @param tag empty for none */
    private static Response ranged(Bytes bytes, long size, String tag, Optional<String> range) {
        return switch (ByteRange.asked(range, size)) {
            case ByteRange.Asked.Whole whole ->
                cached(Response.ok(bytes.of(0, size), "video/mp4"), tag)
                        .header(HttpHeaders.CONTENT_LENGTH, size)
                        .build();
            case ByteRange.Asked.Part part ->
                cached(
                                Response.status(206)
                                        .type("video/mp4")
                                        .entity(bytes.of(
                                                part.range().first(),
                                                part.range().length())),
                                tag)
                        .header(HttpHeaders.CONTENT_LENGTH, part.range().length())
                        .header(
                                "Content-Range",
                                "bytes %d-%d/%d"
                                        .formatted(
                                                part.range().first(),
                                                part.range().last(),
                                                size))
                        .build();
            case ByteRange.Asked.Unsatisfiable unsatisfiable ->
                Response.status(416)
                        .type(Problem.MEDIA_TYPE)
                        .header("Content-Range", "bytes */" + size)
                        .entity(Problem.of(
                                "range-not-satisfiable",
                                416,
                                "The recording has %d bytes; the range lies behind its end.".formatted(size)))
                        .build();
        };
    }

    private static Response.ResponseBuilder cached(Response.ResponseBuilder response, String tag) {
        return (tag.isEmpty() ? response : response.header(HttpHeaders.ETAG, tag))
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1800")
                .header("X-Content-Type-Options", "nosniff");
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
