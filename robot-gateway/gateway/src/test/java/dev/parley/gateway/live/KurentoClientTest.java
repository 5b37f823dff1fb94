package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;

/** The real Kurento client against the embedded media server. */
class KurentoClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static MediaServerProcess server;
    private static KurentoConnection kurento;

    @BeforeAll
    static void start() throws Exception {
        server = MediaServerProcess.start(0, 12);
        kurento = connection(server.uri());
    }

    @AfterAll
    static void stop() throws Exception {
        kurento.close();
        server.close();
    }

    @Test
    void serverSaysWhatItIs() {
        String version =
                on(kurento, client -> client.getServerManager().getInfo().getVersion());
        assertThat(version).startsWith("7.3.0");
    }

    @Test
    void releasedObjectIsUnknownFromThenOn() {
        int code = on(kurento, client -> {
            MediaPipeline pipeline = client.createMediaPipeline();
            WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
            pipeline.release();
            return code(endpoint::gatherCandidates);
        });
        assertThat(code).isEqualTo(40101);
    }

    @Test
    void stepsOutOfTurnHaveTheirOwnCodes() {
        on(kurento, client -> {
            MediaPipeline pipeline = client.createMediaPipeline();
            WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
            assertThat(code(endpoint::gatherCandidates)).isEqualTo(40400);
            assertThat(code(endpoint::getLocalSessionDescriptor)).isEqualTo(40202);
            assertThat(code(() -> endpoint.processAnswer("v=0"))).isEqualTo(40209);
            assertThat(code(() -> endpoint.processOffer("no SDP"))).isEqualTo(40205);
            assertThat(code(() -> endpoint.getStats())).isEqualTo(40105);
            assertThat(code(() -> endpoint.addDataChannelOpenedListener(event -> {})))
                    .isEqualTo(40106);
            pipeline.release();
            return true;
        });
    }

    @Test
    void anotherReplicaAttachesToAPipelineByItsId() {
        KurentoConnection replica = connection(server.uri());
        try {
            String id = on(kurento, client -> client.createMediaPipeline().getId());
            String endpoint = on(replica, client -> {
                MediaPipeline pipeline = client.getById(id, MediaPipeline.class);
                return new WebRtcEndpoint.Builder(pipeline).build().getId();
            });
            assertThat(endpoint).startsWith(id);
        } finally {
            replica.close();
        }
    }

    @Test
    void absentMediaServerIsAServiceThatIsAway() {
        KurentoConnection nowhere = connection(URI.create("ws://127.0.0.1:1/kurento"));
        try {
            assertThatThrownBy(() -> on(nowhere, client -> client.createMediaPipeline()))
                    .isInstanceOfSatisfying(
                            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_AWAY));
        } finally {
            nowhere.close();
        }
    }

    private static KurentoConnection connection(URI uri) {
        return new KurentoConnection(new TestLiveConfig(uri, 12, 12));
    }

    private static <T> T on(KurentoConnection connection, KurentoConnection.Call<T> call) {
        return connection.call(call).await().atMost(LIMIT);
    }

    private static int code(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (KurentoServerException e) {
            return e.getCode();
        }
    }
}
