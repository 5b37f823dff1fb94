package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The WHIP and WHEP resources behind the JDK's HTTP server: the whole chain without the rest of the platform. */
final class LiveHttpServer implements AutoCloseable {

    private final HttpServer server;
    private final WhipResource whip;
    private final WhepResource whep;

    LiveHttpServer(WhipResource whip, WhepResource whep) throws IOException {
        this.whip = whip;
        this.whep = whep;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response;
            try {
                response = answer(exchange).await().atMost(Duration.ofSeconds(60));
            } catch (ParleyException e) {
                response = Response.status(e.code().status())
                        .entity(e.code().wireName() + ": " + e.detail())
                        .build();
            }
            response.getHeaders()
                    .forEach((name, values) -> values.forEach(
                            value -> exchange.getResponseHeaders().add(name, value.toString())));
            byte[] body = response.hasEntity() ? response.getEntity().toString().getBytes(UTF_8) : new byte[0];
            exchange.sendResponseHeaders(response.getStatus(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Uni<Response> answer(HttpExchange exchange) throws IOException {
        List<String> path =
                List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        @Nullable String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean publishes = path.getFirst().equals("station");
        String episode = path.get(3);
        String camera = path.get(publishes ? 4 : 5);
        return switch (exchange.getRequestMethod()) {
            case "POST" ->
                publishes
                        ? whip.publish(episode, camera, authorization, body)
                        : whep.watch(
                                episode,
                                camera,
                                authorization,
                                null,
                                exchange.getRequestHeaders().getFirst(Entitled.OPERATOR),
                                body);
            case "PATCH" ->
                publishes
                        ? whip.addCandidates(episode, camera, path.getLast(), authorization, ifMatch, body)
                        : whep.addCandidates(episode, camera, path.getLast(), authorization, ifMatch, body);
            case "DELETE" ->
                publishes
                        ? whip.end(episode, camera, path.getLast(), authorization)
                        : whep.end(episode, camera, path.getLast(), authorization);
            case "OPTIONS" -> {
                LiveResource resource = publishes ? whip : whep;
                yield Uni.createFrom().item(() -> resource.options(episode, camera, authorization));
            }
            default -> throw new IOException("unexpected " + exchange.getRequestMethod());
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
