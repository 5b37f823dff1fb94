package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector of traces that really listens, and one prompt. */
@Tag("slow")
class TracesIT {
    private static final Set<String> STORY =
            Set.of("admission", "wait", "offer", "lease", "prepare", "run", "episode", "upload", "outcome");

    @TempDir
    Path data;

    private final List<Span> received = new CopyOnWriteArrayList<>();

    private record Span(String trace, String id, String parent, String name, String bytes) {}

    @Test
    void oneTraceTellsAPromptFromAdmissionToOutcome() throws Exception {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (Platform platform = Platform.start(data, Map.of("PARLEY_TRACES_ENDPOINT", endpoint))) {
            Visitor visitor = new Visitor(platform);
            String prompt = visitor.ask("put the red cube in the blue bowl");
            JsonNode ended = visitor.await(
                    prompt, view -> view.path("state").asText().equals("COMPLETED"), Duration.ofMinutes(3));
            String episode = ended.path("episodes").path(0).path("id").asText();

            String trace = prompt.replace("-", "");
            Awaitility.await("the whole story")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(of(trace).stream().map(Span::name).collect(Collectors.toSet()))
                                    .containsAll(STORY));
            Span first = of(trace).stream()
                    .filter(span -> span.name().equals("admission"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.parent()).isEmpty();
            assertThat(of(trace))
                    .filteredOn(span -> span != first)
                    .allSatisfy(span -> assertThat(span.parent()).isEqualTo(first.id()));
            assertThat(of(trace))
                    .filteredOn(span -> span.name().equals("outcome"))
                    .singleElement()
                    .satisfies(outcome ->
                            assertThat(outcome.bytes()).contains(episode).contains("parley.outcome.scene"));
            assertThat(received)
                    .as("what a person wrote and where they are stays here")
                    .allSatisfy(span -> assertThat(span.bytes()).doesNotContain("red cube", "127.0.0.1"));
        } finally {
            collector.stop(0);
        }
    }

    private List<Span> of(String trace) {
        return received.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** ExportTraceServiceRequest: resource_spans = 1, in it scope_spans = 2, in it spans = 2. */
    private void take(HttpExchange exchange) throws IOException {
        UnknownFieldSet request =
                UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes());
        for (ByteString resource : request.getField(1).getLengthDelimitedList()) {
            for (ByteString scope :
                    UnknownFieldSet.parseFrom(resource).getField(2).getLengthDelimitedList()) {
                for (ByteString bytes :
                        UnknownFieldSet.parseFrom(scope).getField(2).getLengthDelimitedList()) {
                    UnknownFieldSet span = UnknownFieldSet.parseFrom(bytes);
                    received.add(new Span(
                            hex(span, 1),
                            hex(span, 2),
                            hex(span, 4),
                            span.getField(5).getLengthDelimitedList().getFirst().toStringUtf8(),
                            bytes.toString(StandardCharsets.ISO_8859_1)));
                }
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String hex(UnknownFieldSet span, int field) {
        List<ByteString> values = span.getField(field).getLengthDelimitedList();
        return values.isEmpty()
                ? ""
                : HexFormat.of().formatHex(values.getFirst().toByteArray());
    }
}
