package dev.parley.server.traces;

import dev.parley.contracts.PromptId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A prompt's trace is named by the prompt's id, and its first span by half of it. So any process that knows the id - which
 * every turn, assignment and episode carries - can add to the trace: nothing else has to be stored or sent along.
 */
final class PromptIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable SpanContext> wanted = new ThreadLocal<>();

    static SpanContext of(PromptId prompt) {
        return SpanContext.createFromRemoteParent(
                TraceId.fromLongs(
                        prompt.value().getMostSignificantBits(), prompt.value().getLeastSignificantBits()),
                SpanId.fromLong(prompt.value().getLeastSignificantBits()),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** The span that {@code start} makes on this thread becomes the first of the prompt's trace. */
    Span first(PromptId prompt, Supplier<Span> start) {
        wanted.set(of(prompt));
        try {
            return start.get();
        } finally {
            wanted.remove();
        }
    }

    @Override
    public String generateSpanId() {
        SpanContext one = wanted.get();
        return one == null ? random.generateSpanId() : one.getSpanId();
    }

    @Override
    public String generateTraceId() {
        SpanContext one = wanted.get();
        return one == null ? random.generateTraceId() : one.getTraceId();
    }
}
