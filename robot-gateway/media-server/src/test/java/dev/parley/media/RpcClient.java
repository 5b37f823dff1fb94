package dev.parley.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Speaks raw frames to the media server, so that every byte on the wire can be chosen and seen. One thread. */
final class RpcClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocket socket;
    private final BlockingQueue<JsonNode> replies = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<JsonNode> unseenEvents = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable String sessionId;
    private int nextId;

    RpcClient(URI uri) throws InterruptedException, ExecutionException, TimeoutException {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .get(60, TimeUnit.SECONDS);
    }

    /** Sends a request as the real client does: session id inside params once there is one. Returns the whole reply. */
    JsonNode call(String method, ObjectNode params) throws Exception {
        if (sessionId != null) {
            params.put("sessionId", sessionId);
        }
        ObjectNode request = object().put("jsonrpc", "2.0").put("id", nextId++).put("method", method);
        request.set("params", params);
        JsonNode reply = exchange(request.toString());
        JsonNode session = reply.path("result").path("sessionId");
        if (session.isTextual()) {
            sessionId = session.textValue();
        }
        return reply;
    }

    /** Sends any text and waits for the next reply. */
    JsonNode exchange(String text) throws Exception {
        send(text);
        JsonNode reply = replies.poll(12, TimeUnit.SECONDS);
        if (reply == null) {
            throw new TimeoutException("no reply to " + text);
        }
        return reply;
    }

    void send(String text) throws Exception {
        socket.sendText(text, true).get(60, TimeUnit.SECONDS);
    }

    String create(String type, ObjectNode constructor) throws Exception {
        ObjectNode params = object().put("type", type);
        params.set("constructorParams", constructor);
        return value(call("create", params)).asText();
    }

    String pipeline() throws Exception {
        return create("MediaPipeline", object());
    }

    String endpoint(String pipeline) throws Exception {
        return create("WebRtcEndpoint", object().put("mediaPipeline", pipeline));
    }

    JsonNode invoke(String object, String operation, ObjectNode operationParams) throws Exception {
        ObjectNode params = object().put("object", object).put("operation", operation);
        params.set("operationParams", operationParams);
        return call("invoke", params);
    }

    JsonNode connect(String source, String sink) throws Exception {
        return invoke(source, "connect", object().put("sink", sink));
    }

    void subscribe(String object, String type) throws Exception {
        value(call("subscribe", object().put("object", object).put("type", type)));
    }

    void release(String object) throws Exception {
        call("release", object().put("object", object));
    }

    /** Negotiates with an endpoint the way the application does: offer, gather, wait, read the answer. */
    String answer(String endpoint, String offer) throws Exception {
        subscribe(endpoint, "IceGatheringDone");
        value(invoke(endpoint, "processOffer", object().put("offer", offer)));
        value(invoke(endpoint, "gatherCandidates", object()));
        event("IceGatheringDone");
        return value(invoke(endpoint, "getLocalSessionDescriptor", object())).asText();
    }

    static JsonNode value(JsonNode reply) {
        if (reply.has("error")) {
            throw new AssertionError("expected a result: " + reply);
        }
        return reply.path("result").path("value");
    }

    static int errorCode(JsonNode reply) {
        return reply.path("error").path("code").asInt();
    }

    /** Waits for an event of a type, dropping others. */
    JsonNode event(String type) throws InterruptedException {
        while (true) {
            JsonNode event = unseenEvents.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event " + type + "; seen: " + events);
            }
            if (event.at("/params/value/type").asText().equals(type)) {
                return event;
            }
        }
    }

    @Nullable
    String sessionId() {
        return sessionId;
    }

    void useSession(String id) {
        sessionId = id;
    }

    /** The close code the server sent; 1006 if the connection ended without one. */
    int awaitClose() throws Exception {
        return closed.get(60, TimeUnit.SECONDS);
    }

    /** Ends the connection without a word, as a killed client does. */
    void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                sort(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void sort(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.path("method").asText().equals("onEvent")) {
                    events.add(node);
                    unseenEvents.add(node);
                } else {
                    replies.add(node);
                }
            } catch (JsonProcessingException e) {
                closed.completeExceptionally(e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }
}
