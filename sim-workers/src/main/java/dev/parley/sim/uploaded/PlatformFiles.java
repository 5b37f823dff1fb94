package dev.parley.sim.uploaded;

import dev.parley.contracts.Sha256;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.station.v1.UploadedPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Uploaded files, fetched from the platform with the station's key and kept in a folder of bounded size; those that were not used for
 * longest make room. What is handed out was just found to have the digest that was wanted. Any thread; one file at a time.
 */
public final class PlatformFiles {
    /** As many of the largest files as a worker that runs one at a time has use for. */
    public static final long MOST_BYTES = 2L << 30;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(5);
    private static final String ENDING = ".onnx";
    private static final String SANDBOXES = "running";

    private final URI gateway;
    private final String key;
    private final Path folder;
    private final long mostBytes;
    private final Clock clock;
    private final HttpClient http;

    /**
     * As many as a worker keeps. The time of day says which of them were used last, and nothing else.
     *
     * @param key of the station; sent to the gateway alone
     */
    public PlatformFiles(URI gateway, String key, Path folder) {
        this(gateway, key, folder, MOST_BYTES, Clock.systemUTC());
    }

    public PlatformFiles(URI gateway, String key, Path folder, long mostBytes, Clock clock) {
        this.gateway = gateway;
        this.key = key;
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.clock = clock;
        // A store that the gateway sends on to must not be shown the key: redirects are followed by hand.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** A new folder for one sandbox, which whoever uses it deletes. */
    Path sandboxFolder() {
        return folder.resolve(SANDBOXES).resolve(UUID.randomUUID().toString());
    }

    /** Deletes what sandboxes left of a worker that was killed; before the first is started. */
    public void tidy() throws IOException {
        Path left = folder.resolve(SANDBOXES);
        if (Files.isDirectory(left)) {
            try (Stream<Path> found = Files.walk(left)) {
                for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** @throws PolicyAwayException when it cannot be had; that is nobody's policy's fault */
    synchronized Path get(UploadedPolicy wanted) {
        if (!wanted.getSha256().matches("[0-9a-f]{64}")) {
            throw away("The platform named no file", new IOException("the digest is none"));
        }
        Path kept = folder.resolve(wanted.getSha256() + ENDING);
        try {
            Files.createDirectories(folder);
            if (!isWhole(kept, wanted)) {
                makeRoom(wanted.getSizeBytes());
                fetch(wanted, kept);
            }
            Files.setLastModifiedTime(kept, FileTime.from(clock.instant()));
            return kept;
        } catch (IOException e) {
            throw away("The uploaded file could not be fetched from the platform", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("The episode ended while the uploaded file was fetched", e);
        }
    }

    private static boolean isWhole(Path file, UploadedPolicy wanted) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != wanted.getSizeBytes()) {
            return false;
        }
        MessageDigest digest = Sha256.begin();
        try (InputStream in = Files.newInputStream(file)) {
            copy(in, OutputStream.nullOutputStream(), digest, wanted.getSizeBytes(), Long.MAX_VALUE);
        }
        return hex(digest).equals(wanted.getSha256());
    }

    private void fetch(UploadedPolicy wanted, Path target) throws IOException, InterruptedException {
        URI address = gateway.resolve(wanted.getPath());
        if (!gateway.getRawAuthority().equals(address.getRawAuthority())) {
            throw new IOException("the file is said to be elsewhere");
        }
        HttpResponse<InputStream> response = send(address, true);
        if (response.statusCode() == 302) {
            URI store = URI.create(response.headers().firstValue("Location").orElse(""));
            response.body().close();
            response = send(store, false);
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        MessageDigest digest = Sha256.begin();
        long until = System.nanoTime() + FETCHED_WITHIN.toNanos();
        try (InputStream in = response.body();
                OutputStream out = Files.newOutputStream(part)) {
            if (response.statusCode() != 200) {
                throw new IOException("the platform answered " + response.statusCode());
            }
            long size = copy(in, out, digest, wanted.getSizeBytes(), until);
            if (size != wanted.getSizeBytes() || !hex(digest).equals(wanted.getSha256())) {
                throw new IOException("what came is not the file that was uploaded");
            }
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpResponse<InputStream> send(URI address, boolean withKey) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).GET();
        if (withKey) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static long copy(InputStream in, OutputStream out, MessageDigest digest, long most, long untilNs)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        int read = in.read(buffer);
        while (read >= 0) {
            size += read;
            if (size > most) {
                throw new IOException("more came than was announced");
            }
            if (untilNs != Long.MAX_VALUE && System.nanoTime() - untilNs > 0) {
                throw new IOException("it took too long");
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
            read = in.read(buffer);
        }
        return size;
    }

    private void makeRoom(long bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException("it is larger than all that this station keeps");
        }
        List<Path> oldestFirst = new ArrayList<>();
        long held = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList()) {
                oldestFirst.add(each);
                held += Files.size(each);
            }
        }
        for (Path each : oldestFirst) {
            if (held + bytes <= mostBytes) {
                return;
            }
            held -= Files.size(each);
            Files.deleteIfExists(each);
        }
    }

    private static PolicyAwayException away(String sentence, Exception cause) {
        return new PolicyAwayException(sentence, cause);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
