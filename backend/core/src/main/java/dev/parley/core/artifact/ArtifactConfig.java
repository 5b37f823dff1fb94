package dev.parley.core.artifact;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where recordings, step logs, posters and exports are kept. */
@ConfigMapping(prefix = "parley.artifacts")
public interface ArtifactConfig {
    /** Which store. */
    @WithDefault("files")
    Kind store();

    /** Folder of files and of what is under way to S3; without it, {@code artifacts} under {@code parley.data}. */
    Optional<Path> folder();

    /** Uploads and telemetry are refused while the disk of that folder has less than this left for the others. */
    @WithDefault("256M")
    MemorySize keepFree();

    S3 s3();

    enum Kind {
        FILES,
        S3
    }

    /** An S3-compatible store. */
    interface S3 {
        /** As this server reaches it; without it, Amazon's of the region. */
        Optional<URI> endpoint();

        /** As stations and browsers reach it; without it, the same as this server does. */
        Optional<URI> publicEndpoint();

        @WithDefault("us-east-1")
        String region();

        Optional<String> bucket();

        /** Before the key of every object. */
        Optional<String> prefix();

        /** Whether the bucket goes into the path instead of the host's name; most stores but Amazon's need it. */
        @WithDefault("false")
        boolean pathStyle();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** How long a station may begin an upload with the address it was given. */
        @WithDefault("15m")
        Duration uploadExpires();

        /** How long the address of a download that a browser was sent to is good. */
        @WithDefault("1h")
        Duration downloadExpires();

        /** Longest wait for one answer of the store; bodies may take as long as bytes flow. */
        @WithDefault("10s")
        Duration timeout();
    }
}
