package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.Renders;
import dev.parley.station.Station;
import dev.parley.station.v1.RenderRequest;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReadoutTest {
    @Inject
    Lab lab;

    @Inject
    Renders renders;

    @Test
    void browserSeesNumbersWhileTheEpisodeRunsAndThenItsEnd() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY);
                Browser browser = new Browser()) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            browser.open("/api/v1/episodes/" + offered.id() + "/readouts");

            JsonObject first = browser.next();
            assertThat(first.getString("phase")).isEqualTo("running");
            JsonObject readout = browser.next();
            while (!readout.containsKey("step")) {
                readout = browser.next();
            }
            assertThat(readout.getDouble("toolZM")).isEqualTo(0.3);
            assertThat(readout.getDouble("gripperOpeningM")).isEqualTo(0.04);
            assertThat(readout.getDouble("inferMs")).isEqualTo(1.5);
            assertThat(readout.getInteger("maxSteps")).isPositive();
            assertThat(readout.getJsonArray("notes").getJsonObject(0).getString("text"))
                    .startsWith("counting from ");
            body.mayFinish.countDown();
            while (!readout.getString("phase").equals("terminated")) {
                readout = browser.next();
            }
            assertThat(browser.closed.get(60, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(station.status().online()).isTrue();
        }
    }

    @Test
    void idleSimulatorDrawsOnRequestAndSaysWhenItCannot() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 20, true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            byte[] png = Lab.await(renders.render(
                    RenderRequest.newBuilder().setSceneId(Lab.SCENE).setSeed(1).build()));

            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
            assertThat(station.status().running()).isZero();
        }
    }

    /** A browser's end of a WebSocket. */
    private static final class Browser implements WebSocket.Listener, AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();

        void open(String path) {
            http.newWebSocketBuilder()
                    .buildAsync(URI.create(Lab.gateway().toString().replace("http", "ws") + path), this)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        JsonObject next() throws InterruptedException {
            String text = texts.poll(10, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came within 10 s");
            }
            return new JsonObject(text);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                texts.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
