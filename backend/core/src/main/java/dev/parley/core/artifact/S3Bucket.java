package dev.parley.core.artifact;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * One bucket, with the few requests that artifacts need. Blocks; thread-safe. A store that does not answer becomes
 * SERVICE_AWAY; the SDK has tried again three times by then.
 */
final class S3Bucket implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(S3Bucket.class);
    private static final String SHA256 = "parley-sha256";

    private final S3Settings settings;
    private final S3Client client;
    private final S3Presigner presigner;

    /** @param sha256 empty where this server did not write the object */
    record Found(long sizeBytes, String etag, Optional<String> sha256) {}

    S3Bucket(S3Settings settings) {
        this.settings = settings;
        AwsCredentialsProvider keys = settings.keys()
                .<AwsCredentialsProvider>map(pair ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(pair.access(), pair.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        S3Configuration style = S3Configuration.builder()
                .pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false)
                .build();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(keys)
                .serviceConfiguration(style)
                // Digests are ours; stores other than Amazon's do not know all of the SDK's own.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.timeout())
                        .socketTimeout(settings.timeout()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        client = builder.build();
        S3Presigner.Builder presigning = S3Presigner.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(keys)
                .serviceConfiguration(style);
        settings.publicEndpoint().ifPresent(presigning::endpointOverride);
        presigner = presigning.build();
    }

    Optional<Found> find(String key) {
        return call(() -> {
            try {
                HeadObjectResponse head = client.headObject(
                        request -> request.bucket(settings.bucket()).key(full(key)));
                return Optional.of(new Found(
                        head.contentLength(),
                        head.eTag(),
                        Optional.ofNullable(head.metadata().get(SHA256))));
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** @param etag of the very object that is meant; empty: whichever is there */
    InputStream open(String key, Optional<String> etag) {
        return call(() -> client.getObject(request -> {
            request.bucket(settings.bucket()).key(full(key));
            etag.ifPresent(request::ifMatch);
        }));
    }

    /** Some bytes of whichever object is there. */
    InputStream open(String key, long first, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return call(() -> client.getObject(request -> request.bucket(settings.bucket())
                .key(full(key))
                .range("bytes=%d-%d".formatted(first, first + length - 1))));
    }

    void put(String key, byte[] bytes, String contentType) {
        call(() -> client.putObject(
                request -> request.bucket(settings.bucket()).key(full(key)).contentType(contentType),
                RequestBody.fromBytes(bytes)));
    }

    void put(String key, Path file, String contentType, String sha256) {
        call(() -> client.putObject(
                request -> request.bucket(settings.bucket())
                        .key(full(key))
                        .contentType(contentType)
                        .metadata(Map.of(SHA256, sha256)),
                RequestBody.fromFile(file)));
    }

    /** Copies the very object of that etag, inside the store; fails when another took its place. */
    void copy(String from, String etag, String to, String contentType, String sha256) {
        call(() -> client.copyObject(request -> request.sourceBucket(settings.bucket())
                .sourceKey(full(from))
                .copySourceIfMatch(etag)
                .destinationBucket(settings.bucket())
                .destinationKey(full(to))
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType(contentType)
                .metadata(Map.of(SHA256, sha256))));
    }

    void delete(String key) {
        call(() ->
                client.deleteObject(request -> request.bucket(settings.bucket()).key(full(key))));
    }

    /** Every object whose key begins so; one by one, since not every store deletes many with one request. */
    void deleteAll(String prefix) {
        List<String> found =
                call(() -> client
                        .listObjectsV2Paginator(
                                request -> request.bucket(settings.bucket()).prefix(full(prefix)))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList());
        found.forEach(key -> call(() ->
                client.deleteObject(request -> request.bucket(settings.bucket()).key(key))));
    }

    /** A request that puts these very bytes: length, type and digest are part of its signature. */
    DirectUpload uploadOf(String key, ArtifactClaim claim) {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(claim.sha256()));
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(presign -> presign.signatureDuration(settings.uploadExpires())
                        .putObjectRequest(request -> request.bucket(settings.bucket())
                                .key(full(key))
                                .contentType(claim.contentType())
                                .contentLength(claim.sizeBytes())
                                .checksumSHA256(digest)));
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header : signed.signedHeaders().entrySet()) {
            // The sender's HTTP client sets these itself.
            if (!header.getKey().equalsIgnoreCase("host") && !header.getKey().equalsIgnoreCase("content-length")) {
                headers.put(header.getKey(), String.join(",", header.getValue()));
            }
        }
        return new DirectUpload(URI.create(signed.url().toString()), headers);
    }

    URI downloadOf(String key, String contentType) {
        Duration expires = settings.downloadExpires();
        return URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(expires)
                        .getObjectRequest(request -> request.bucket(settings.bucket())
                                .key(full(key))
                                .responseContentType(contentType)
                                .responseCacheControl("private, max-age=" + expires.toSeconds())))
                .url()
                .toString());
    }

    /** Scheme, host and port of the addresses that are given out. */
    String origin() {
        URI any = downloadOf("origin", "text/plain");
        return any.getScheme() + "://" + any.getAuthority();
    }

    /** Why the bucket cannot be used now. */
    Optional<String> trouble() {
        try {
            client.headBucket(request -> request.bucket(settings.bucket()));
            return Optional.empty();
        } catch (S3Exception e) {
            return Optional.of(
                    e.statusCode() == 404
                            ? "The artifact store has no bucket " + settings.bucket()
                            : "The artifact store answers " + e.statusCode() + " for bucket " + settings.bucket());
        } catch (SdkException | UncheckedIOException e) {
            LOG.debugf(e, "the artifact store does not answer");
            return Optional.of("The artifact store does not answer");
        }
    }

    private String full(String key) {
        return settings.prefix() + key;
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException | UncheckedIOException e) {
            LOG.warnf("the artifact store refused or did not answer: %s", e.getMessage());
            throw new ParleyException(
                    ErrorCode.SERVICE_AWAY, "The artifact store does not answer; try again in some seconds.");
        }
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
