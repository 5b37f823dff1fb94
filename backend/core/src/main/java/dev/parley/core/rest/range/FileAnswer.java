package dev.parley.core.rest.range;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.rest.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;

/**
 * Answers with a stored file, or with the bytes of it that were asked for, so that a download that broke off goes on.
 *
 * @param noun what it is, for sentences
 * @param tag its entity tag; empty for none
 * @param cached what may keep it, and how long
 * @param fileName under which a browser keeps it; empty: it shows it
 */
public record FileAnswer(String noun, String type, String tag, String cached, String fileName) {

    /** What answers with some bytes. */
    private interface Bytes {
        Object of(long first, long length);
    }

    public Response notModified() {
        return headed(Response.notModified()).build();
    }

    /** @param range as in a Range header; empty for the whole */
    public Response of(StoredArtifact.InFile file, Optional<String> range) {
        return ranged((first, length) -> new PathPart(file.path(), first, length), file.sizeBytes(), range);
    }

    /** Bytes of a store are passed on as they come: only for methods that may block. */
    public Response through(StoredArtifact.Elsewhere elsewhere, Optional<String> range) {
        Bytes bytes = (first, length) -> (StreamingOutput) output -> {
            try (InputStream input = elsewhere.source().open(first, length)) {
                input.transferTo(output);
            }
        };
        return ranged(bytes, elsewhere.sizeBytes(), range);
    }

    /** The store takes ranges itself; the address is good for a while only, so nobody keeps it. */
    public static Response sentTo(StoredArtifact.Elsewhere elsewhere) {
        return Response.status(Response.Status.FOUND)
                .location(elsewhere.link())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response ranged(Bytes bytes, long size, Optional<String> range) {
        return switch (ByteRange.asked(range, size)) {
            case ByteRange.Asked.Whole whole ->
                headed(Response.ok(bytes.of(0, size), type))
                        .header(HttpHeaders.CONTENT_LENGTH, size)
                        .build();
            case ByteRange.Asked.Part part ->
                headed(Response.status(206)
                                .type(type)
                                .entity(bytes.of(
                                        part.range().first(), part.range().length())))
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
                                "The %s has %d bytes; the range lies behind its end.".formatted(noun, size)))
                        .build();
        };
    }

    private Response.ResponseBuilder headed(Response.ResponseBuilder response) {
        if (!tag.isEmpty()) {
            response.header(HttpHeaders.ETAG, tag);
        }
        if (!fileName.isEmpty()) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
        }
        return response.header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, cached)
                .header("X-Content-Type-Options", "nosniff");
    }
}
