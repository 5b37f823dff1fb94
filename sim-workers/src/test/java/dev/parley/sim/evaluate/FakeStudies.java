package dev.parley.sim.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A platform that takes a study, says what it is told to say of it, and remembers what it was sent. */
final class FakeStudies implements AutoCloseable {

    static final String ID = "3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One answer a look at the study, the last one for ever; a status of 0 hangs up. */
    final Queue<Answer> looks = new ConcurrentLinkedQueue<>();

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<JsonNode> items = new ArrayList<>();
    volatile String named = "[]";
    volatile Answer submission = new Answer(201, study("RUNNING", 0, 0));
    volatile String episodes = "[]";
    volatile Runnable looked = () -> {};

    private final HttpServer server;

    record Answer(int status, String body) {}

    FakeStudies() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static String study(String state, int done, int successes) {
        return "{\"id\": \"%s\", \"state\": \"%s\", \"all\": {\"items\": 3, \"done\": %d, \"lost\": 0, \"successes\": %d}}"
                .formatted(ID, state, done, successes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = new Answer(404, "{\"detail\": \"There is nothing at this address.\"}");
        if (path.equals("/api/v1/studies/goal-images")) {
            answer = new Answer(201, "{\"id\": \"picture-%d\"}".formatted(body.length));
        } else if (path.equals("/api/v1/studies") && exchange.getRequestMethod().equals("POST")) {
            JSON.readTree(body).path("items").forEach(items::add);
            answer = submission;
        } else if (path.equals("/api/v1/studies")) {
            answer = new Answer(200, named);
        } else if (path.endsWith("/episodes")) {
            answer = new Answer(200, episodes);
        } else if (path.equals("/api/v1/studies/" + ID)) {
            looked.run();
            answer = looks.size() > 1 ? looks.remove() : looks.element();
        }
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
