package dev.parley.core.artifact;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of an S3 store that can work.
 *
 * @param endpoint empty: Amazon's of the region
 * @param publicEndpoint as stations and browsers reach it
 * @param prefix empty, or ends with a slash
 * @param keys empty: what the SDK finds in its environment
 */
record S3Settings(
        Optional<URI> endpoint,
        Optional<URI> publicEndpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        Optional<Keys> keys,
        Duration uploadExpires,
        Duration downloadExpires,
        Duration timeout) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_.-]+/)*");
    /** What signature version 4 allows. */
    private static final Duration LONGEST = Duration.ofDays(7);

    record Keys(String access, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Keys[" + access + "]";
        }
    }

    /** @throws IllegalArgumentException naming the setting that is wrong and what would be right */
    static S3Settings of(ArtifactConfig.S3 config) {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new IllegalArgumentException(
                    "parley.artifacts.s3.access-key and secret-key come together: give both, or neither to use what the"
                            + " machine's own role or environment holds");
        }
        String bucket = config.bucket()
                .orElseThrow(() -> new IllegalArgumentException(
                        "parley.artifacts.s3.bucket is empty; with parley.artifacts.store=s3 it names the bucket"));
        String prefix = config.prefix().orElse("");
        return new S3Settings(
                config.endpoint().map(url -> checked("endpoint", url)),
                config.publicEndpoint().or(config::endpoint).map(url -> checked("public-endpoint", url)),
                config.region(),
                matching("bucket", bucket, BUCKET, "3 to 63 of a-z, 0-9, dot and hyphen"),
                matching("prefix", prefix, PREFIX, "folders that each end with a slash, for example parley/"),
                config.pathStyle(),
                config.accessKey().flatMap(access -> config.secretKey().map(secret -> new Keys(access, secret))),
                checked("upload-expires", config.uploadExpires()),
                checked("download-expires", config.downloadExpires()),
                config.timeout());
    }

    private static String matching(String name, String value, Pattern pattern, String right) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "parley.artifacts.s3.%s must be %s, not \"%s\"".formatted(name, right, value));
        }
        return value;
    }

    private static URI checked(String name, URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "parley.artifacts.s3.%s must be like https://host:port, not \"%s\"".formatted(name, url));
        }
        return url;
    }

    private static Duration checked(String name, Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.artifacts.s3.%s must be from 1s to 7 days, not %s".formatted(name, time));
        }
        return time;
    }
}
