package dev.parley.station.upload;

import dev.parley.contracts.Sha256;
import dev.parley.station.v1.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Uploads one file so that a cut in the middle costs only what was under way: it asks how much the platform has
 * ({@code HEAD}, {@code Upload-Offset}) and sends the rest in pieces ({@code PUT} with {@code Upload-Offset},
 * {@code Upload-Length} and {@code Upload-Sha256}). Where the platform answers with a place in its artifact store, the
 * whole goes there at once, and the platform is told to look. Blocks; use from any thread.
 */
public final class ArtifactUploader {
    /** Below what servers and proxies usually take as one body. */
    private static final long PIECE_BYTES = 8L * 1024 * 1024;

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration SEND_TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http;

    public ArtifactUploader(HttpClient http) {
        this.http = http;
    }

    /** Describes a file: reads it whole for its digest. */
    public static Artifact describe(String name, String contentType, Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        long size = 0;
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        return Artifact.newBuilder()
                .setName(name)
                .setContentType(contentType)
                .setSha256(HexFormat.of().formatHex(digest.digest()))
                .setSizeBytes(size)
                .build();
    }

    /**
     * One attempt. Call again after an exception that is worth it: the next attempt goes on where this one ended.
     *
     * @param target address of this artifact
     */
    public void upload(URI target, String bearer, Artifact artifact, Path file)
            throws IOException, InterruptedException {
        HttpResponse<Void> standing = ask(target, bearer, artifact);
        long offset = offsetOf(standing);
        Optional<DirectTarget> direct = DirectTarget.of(standing.headers());
        if (offset < artifact.getSizeBytes() && direct.isPresent()) {
            direct.get().send(http, artifact, file, SEND_TIMEOUT);
            offset = artifact.getSizeBytes();
        }
        while (true) {
            HttpResponse<String> response = send(target, bearer, artifact, file, offset);
            if (response.statusCode() == 201) {
                return;
            }
            if (response.statusCode() != 204) {
                throw failure("uploading " + artifact.getName(), response.statusCode(), response.body());
            }
            offset = offsetOf(response);
        }
    }

    /** Sends the next piece; an empty one when everything arrived but the last answer was lost. */
    private HttpResponse<String> send(URI target, String bearer, Artifact artifact, Path file, long offset)
            throws IOException, InterruptedException {
        long piece = Math.min(PIECE_BYTES, artifact.getSizeBytes() - offset);
        HttpRequest.BodyPublisher body = piece <= 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file, offset, piece)), piece);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(SEND_TIMEOUT)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", artifact.getContentType())
                .header("Upload-Offset", Long.toString(offset))
                .header("Upload-Length", Long.toString(artifact.getSizeBytes()))
                .header("Upload-Sha256", artifact.getSha256())
                .PUT(body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<Void> ask(URI target, String bearer, Artifact artifact)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(ASK_TIMEOUT)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", artifact.getContentType())
                .header("Upload-Length", Long.toString(artifact.getSizeBytes()))
                .header("Upload-Sha256", artifact.getSha256())
                .method("HEAD", BodyPublishers.noBody())
                .build();
        HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw failure("asking for the offset", response.statusCode(), "");
        }
        return response;
    }

    private static long offsetOf(HttpResponse<?> response) throws UploadException {
        return response.headers()
                .firstValueAsLong("Upload-Offset")
                .orElseThrow(() -> new UploadException("the platform did not say how much it has", true));
    }

    private static UploadException failure(String doing, int status, String body) {
        boolean worthRetrying = status == 409 || status == 408 || status == 429 || status >= 500;
        String said = body.isBlank() ? "" : ": " + body.substring(0, Math.min(body.length(), 300));
        return new UploadException(doing + " was answered " + status + said, worthRetrying);
    }

    private static InputStream open(Path file, long offset, long length) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            return new Piece(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
