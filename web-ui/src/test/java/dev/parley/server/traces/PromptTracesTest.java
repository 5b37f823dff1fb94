package dev.parley.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.PromptId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptTracesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final PromptId prompt = PromptId.random();

    @Test
    void twoReplicasThatKnowOnlyThePromptWriteOneTrace() {
        List<SpanData> spans;
        try (Collected first = new Collected();
                Collected second = new Collected()) {
            first.traces.admission(prompt, NOON, NOON.plusMillis(5));
            second.traces.span(prompt, "outcome", NOON.plusSeconds(9), NOON.plusSeconds(9), Attributes.empty());
            spans = List.of(first.one(), second.one());
        }
        assertThat(spans.getFirst().getTraceId())
                .isEqualTo(prompt.toString().replace("-", ""))
                .isEqualTo(spans.getLast().getTraceId());
        assertThat(spans.getFirst().getParentSpanContext().isValid()).isFalse();
        assertThat(spans.getLast().getParentSpanId()).isEqualTo(spans.getFirst().getSpanId());
    }

    @Test
    void clocksThatDisagreeMakeNoSpanOfNegativeLength() {
        try (Collected collected = new Collected()) {
            collected.traces.span(prompt, "wait", NOON, NOON.minusMillis(3), Attributes.empty());
            SpanData span = collected.one();
            assertThat(span.getEndEpochNanos()).isEqualTo(span.getStartEpochNanos());
        }
    }

    @Test
    void withoutAnEndpointNothingIsWritten() {
        PromptTraces off = new PromptTraces(Optional.empty());
        off.admission(prompt, NOON, NOON);
        assertThat(off.on()).isFalse();
    }

    private static final class Collected implements AutoCloseable {
        // Closing the provider would empty it.
        private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
        private final PromptTraces traces = new PromptTraces(Optional.of(exporter));

        SpanData one() {
            traces.flush();
            assertThat(exporter.getFinishedSpanItems()).hasSize(1);
            return exporter.getFinishedSpanItems().getFirst();
        }

        @Override
        public void close() {
            traces.close();
        }
    }
}
