package dev.parley.server.traces;

import dev.parley.contracts.PromptId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes spans of prompts. Spans are made when what they tell is over, from the times that the database holds: nothing is
 * open in memory, so a replica that dies loses at most its last second. Attributes hold ids and codes, never what a person
 * wrote, an address or a token. Thread-safe; never blocks and never fails its caller.
 */
@ApplicationScoped
class PromptTraces {
    private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);
    static final AttributeKey<String> PROMPT = AttributeKey.stringKey("parley.prompt.id");

    private final PromptIds ids = new PromptIds();
    private final Optional<SdkTracerProvider> provider;
    private final Optional<Tracer> tracer;

    @Inject
    PromptTraces(TraceConfig config) {
        this(config.endpoint()
                .map(endpoint -> OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
                        .build()));
    }

    PromptTraces(Optional<? extends SpanExporter> exporter) {
        provider = exporter.map(to -> SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "parley")))
                .addSpanProcessor(BatchSpanProcessor.builder(to)
                        .setScheduleDelay(EXPORT_EVERY)
                        .build())
                .build());
        tracer = provider.map(made -> made.get("dev.parley"));
    }

    /** The first span of a prompt's trace. */
    void admission(PromptId prompt, Instant start, Instant end) {
        tracer.ifPresent(writer -> ids.first(
                        prompt,
                        () -> writer.spanBuilder("admission")
                                .setNoParent()
                                .setStartTimestamp(start)
                                .setAttribute(PROMPT, prompt.toString())
                                .startSpan())
                .end(end));
    }

    /** A later one, below the first. */
    void span(PromptId prompt, String name, Instant start, Instant end, Attributes attributes) {
        tracer.ifPresent(writer -> writer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(PromptIds.of(prompt))))
                .setStartTimestamp(start)
                .setAllAttributes(attributes)
                .setAttribute(PROMPT, prompt.toString())
                .startSpan()
                // Clocks of two machines may disagree by a little.
                .end(end.isBefore(start) ? start : end));
    }

    /** Hands over what is written now. Waits. */
    void flush() {
        provider.ifPresent(made -> made.forceFlush().join(5, TimeUnit.SECONDS));
    }

    boolean on() {
        return tracer.isPresent();
    }

    @PreDestroy
    void close() {
        provider.ifPresent(made -> made.shutdown().join(5, TimeUnit.SECONDS));
    }
}
