package dev.parley.server.traces;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "parley.traces")
public interface TraceConfig {
    /** An OpenTelemetry collector that takes OTLP over HTTP, for example {@code http://collector:4318}; without it, no traces. */
    Optional<URI> endpoint();
}
