package dev.parley.media;

import static dev.parley.media.RpcClient.errorCode;
import static dev.parley.media.RpcClient.object;
import static dev.parley.media.RpcClient.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.server.MediaServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol frame by frame, as a Kurento 7.3.0 server was seen to speak it. */
class RpcConformanceTest {

    private static MediaServer server;
    private RpcClient rpc;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(3, 4, Duration.ofSeconds(1));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        rpc = new RpcClient(server.uri());
    }

    @AfterEach
    void close() {
        rpc.close();
    }

    @Test
    void textThatIsNotJsonDropsTheConnectionWithoutACloseFrame() throws Exception {
        rpc.send("hello");
        assertThat(rpc.awaitClose()).isEqualTo(1006);
    }

    @Test
    void jsonThatIsNotJsonRpcIsAnInvalidRequest() throws Exception {
        for (String frame :
                new String[] {"{\"a\":1}", "[]", "5", "{\"jsonrpc\":\"2.0\",\"id\":1}", "{\"id\":1,\"method\":\"ping\"}"
                }) {
            var reply = rpc.exchange(frame);
            assertThat(errorCode(reply)).as(frame).isEqualTo(-32600);
            assertThat(reply.get("id").isNull()).isTrue();
        }
    }

    @Test
    void pingBeforeASessionIsAnsweredWithoutOne() throws Exception {
        var reply = rpc.exchange("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":{\"interval\":240000}}");
        assertThat(reply.toString()).isEqualTo("{\"id\":7,\"jsonrpc\":\"2.0\",\"result\":{\"value\":\"pong\"}}");
    }

    @Test
    void firstRequestOpensASessionAndLaterOnesBelongToIt() throws Exception {
        String pipeline = rpc.pipeline();
        String session = rpc.sessionId();
        assertThat(session).isNotBlank();
        assertThat(pipeline).endsWith("_kurento.MediaPipeline");
        var reply = rpc.exchange(
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"describe\",\"params\":{\"object\":\"" + pipeline + "\"}}");
        assertThat(reply.at("/result/sessionId").asText()).isEqualTo(session);
        assertThat(reply.at("/result/qualifiedType").asText()).isEqualTo("kurento.MediaPipeline");
    }

    @Test
    void reusedRequestIdGetsTheFirstAnswerAgain() throws Exception {
        rpc.pipeline();
        String request =
                "{\"jsonrpc\":\"2.0\",\"id\":50,\"method\":\"create\",\"params\":{\"type\":\"MediaPipeline\",\"sessionId\":\""
                        + rpc.sessionId() + "\"}}";
        assertThat(rpc.exchange(request)).isEqualTo(rpc.exchange(request));
    }

    @Test
    void clientThatComesBackFindsItsObjects() throws Exception {
        String pipeline = rpc.pipeline();
        String session = String.valueOf(rpc.sessionId());
        rpc.cut();
        try (RpcClient again = new RpcClient(server.uri())) {
            again.useSession(session);
            assertThat(again.call("connect", object()).at("/result/sessionId").asText())
                    .isEqualTo(session);
            value(again.invoke(pipeline, "getName", object()));
        }
    }

    @Test
    void connectWithAStaleSessionIsRefusedAndWithoutOneOpensANewOne() throws Exception {
        rpc.useSession("no-such-session");
        assertThat(errorCode(rpc.call("connect", object()))).isEqualTo(40007);
        var fresh = rpc.exchange("{\"jsonrpc\":\"2.0\",\"id\":60,\"method\":\"connect\",\"params\":{}}");
        assertThat(fresh.at("/result/sessionId").asText()).isNotBlank().isNotEqualTo("no-such-session");
        assertThat(fresh.at("/result/serverId").asText()).isNotBlank();
    }

    @Test
    void objectsOfAVanishedClientAreCollected() throws Exception {
        String pipeline = rpc.pipeline();
        String session = String.valueOf(rpc.sessionId());
        rpc.cut();
        try (RpcClient observer = new RpcClient(server.uri())) {
            observer.subscribe("manager_ServerManager", "ObjectDestroyed");
            String destroyed;
            do {
                destroyed = observer.event("ObjectDestroyed")
                        .at("/params/value/data/objectId")
                        .asText();
            } while (!destroyed.equals(pipeline));
            observer.useSession(session);
            assertThat(errorCode(observer.call("connect", object()))).isEqualTo(40007);
        }
    }

    @Test
    void whoAsksForThePipelinesKeepsThemAlive() throws Exception {
        String pipeline = rpc.pipeline();
        try (RpcClient other = new RpcClient(server.uri())) {
            value(other.invoke("manager_ServerManager", "getPipelines", object()));
            rpc.call("closeSession", object());
            value(other.invoke(pipeline, "getName", object()));
        }
    }

    @Test
    void closeSessionAnswersNullAndReleasesItsObjects() throws Exception {
        String pipeline = rpc.pipeline();
        var reply = rpc.call("closeSession", object());
        assertThat(reply.get("result").isNull()).isTrue();
        try (RpcClient other = new RpcClient(server.uri())) {
            assertThat(errorCode(other.invoke(pipeline, "getName", object()))).isEqualTo(40101);
        }
    }

    @Test
    void eachWrongRequestHasItsOwnError() throws Exception {
        String pipeline = rpc.pipeline();
        String endpoint = rpc.endpoint(pipeline);
        assertThat(errorCode(rpc.exchange("{\"jsonrpc\":\"2.0\",\"id\":70,\"method\":\"create\"}")))
                .isEqualTo(-32602);
        assertThat(errorCode(rpc.call("dance", object()))).isEqualTo(-32601);
        assertThat(errorCode(rpc.call("create", object()))).isEqualTo(40001);
        assertThat(errorCode(rpc.call("create", object().put("type", "PlayerEndpoint"))))
                .isEqualTo(40100);
        assertThat(errorCode(rpc.invoke("nothing", "getName", object()))).isEqualTo(40101);
        assertThat(errorCode(rpc.invoke(endpoint, "dance", object()))).isEqualTo(40105);
        assertThat(errorCode(
                        rpc.call("subscribe", object().put("object", endpoint).put("type", "Dancing"))))
                .isEqualTo(40106);
        assertThat(errorCode(rpc.connect(endpoint, pipeline))).isEqualTo(40107);
        assertThat(errorCode(rpc.invoke(endpoint, "getTag", object().put("key", "none"))))
                .isEqualTo(40110);
        assertThat(errorCode(rpc.invoke(endpoint, "getLocalSessionDescriptor", object())))
                .isEqualTo(40202);
        assertThat(errorCode(rpc.invoke(endpoint, "getRemoteSessionDescriptor", object())))
                .isEqualTo(40203);
        assertThat(errorCode(rpc.invoke(endpoint, "processOffer", object().put("offer", "no SDP"))))
                .isEqualTo(40205);
        assertThat(errorCode(rpc.invoke(endpoint, "processAnswer", object().put("answer", "no SDP"))))
                .isEqualTo(40209);
        assertThat(errorCode(rpc.invoke(endpoint, "gatherCandidates", object())))
                .isEqualTo(40400);
    }

    @Test
    void candidateThatIsNoneIsRefusedAndTheEmptyOneEndsThem() throws Exception {
        String endpoint = rpc.endpoint(rpc.pipeline());
        assertThat(errorCode(addCandidate(endpoint, "candidate:1 1 udp 1 127.0.0.1 9 typ host")))
                .isEqualTo(40401);
        try (TestPeer viewer = TestPeer.viewer()) {
            viewer.negotiate(rpc, endpoint);
            assertThat(errorCode(addCandidate(endpoint, "no candidate"))).isEqualTo(40401);
            value(addCandidate(endpoint, "candidate:1 1 udp 1 127.0.0.1 9 typ host"));
            value(addCandidate(endpoint, ""));
        }
    }

    private JsonNode addCandidate(String endpoint, String candidate) throws Exception {
        ObjectNode params = object();
        params.putObject("candidate")
                .put("candidate", candidate)
                .put("sdpMid", "0")
                .put("sdpMLineIndex", 0);
        return rpc.invoke(endpoint, "addIceCandidate", params);
    }

    @Test
    void negotiatedEndpointRefusesToNegotiateAgain() throws Exception {
        String endpoint = rpc.endpoint(rpc.pipeline());
        try (TestPeer viewer = TestPeer.viewer()) {
            viewer.negotiate(rpc, endpoint);
            assertThat(errorCode(rpc.invoke(endpoint, "generateOffer", object())))
                    .isEqualTo(40208);
            assertThat(errorCode(rpc.invoke(endpoint, "processAnswer", object().put("answer", "v=0"))))
                    .isEqualTo(40210);
        }
    }

    @Test
    void candidatesComeOnlyAfterTheyAreAskedForAndEventsNameNoSubscription() throws Exception {
        String endpoint = rpc.endpoint(rpc.pipeline());
        rpc.subscribe(endpoint, "IceCandidateFound");
        rpc.subscribe(endpoint, "IceGatheringDone");
        try (TestPeer viewer = TestPeer.viewer()) {
            String answer = value(rpc.invoke(endpoint, "processOffer", object().put("offer", viewer.offer())))
                    .asText();
            assertThat(answer).startsWith("v=0").doesNotContain("a=candidate");
            value(rpc.invoke(endpoint, "gatherCandidates", object()));
            var event = rpc.event("IceCandidateFound");
            assertThat(event.has("id")).isFalse();
            assertThat(event.at("/params/value").has("subscription")).isFalse();
            assertThat(event.at("/params/value/data/candidate/__type__").asText())
                    .isEqualTo("IceCandidate");
            assertThat(event.at("/params/value/object").asText()).isEqualTo(endpoint);
            rpc.event("IceGatheringDone");
            assertThat(value(rpc.invoke(endpoint, "getLocalSessionDescriptor", object()))
                            .asText())
                    .contains("a=candidate");
        }
    }

    @Test
    void releasingAPipelineReleasesItsEndpointsAndReleasingNothingSucceeds() throws Exception {
        String pipeline = rpc.pipeline();
        String endpoint = rpc.endpoint(pipeline);
        rpc.release(pipeline);
        assertThat(errorCode(rpc.invoke(endpoint, "getName", object()))).isEqualTo(40101);
        assertThat(rpc.call("release", object().put("object", pipeline)).has("error"))
                .isFalse();
    }

    @Test
    void offerWithRetransmissionThatIsNeverDeclaredIsTakenAllTheSame() throws Exception {
        String endpoint = rpc.endpoint(rpc.pipeline());
        try (TestPeer publisher = TestPeer.publisher()) {
            String offer = publisher
                    .offer()
                    .replaceAll("a=ssrc-group:FID[^\r\n]*\r\n", "")
                    .replaceFirst("a=ssrc:(\\d+) ", "a=ssrc-group:FID $1 4242\r\na=ssrc:$1 ");
            value(rpc.invoke(endpoint, "processOffer", object().put("offer", offer)));
        }
    }

    @Test
    void pagesAndOtherPathsAreTurnedAway() {
        HttpClient http = HttpClient.newHttpClient();
        URI elsewhere = server.uri().resolve("/other");
        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .buildAsync(elsewhere, new WebSocket.Listener() {})
                        .get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .header("Origin", "https://example.org")
                        .buildAsync(server.uri(), new WebSocket.Listener() {})
                        .get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
}
