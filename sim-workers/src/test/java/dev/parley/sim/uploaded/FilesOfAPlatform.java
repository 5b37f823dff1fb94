package dev.parley.sim.uploaded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.station.v1.NetworkInput;
import dev.parley.station.v1.NumberType;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.UploadedPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stands where the platform would: hands out files to whoever shows the key. */
public final class FilesOfAPlatform implements AutoCloseable {
    public static final String KEY = "psk_of-this-station-alone";

    /** Of every request, its path and what Authorization said. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it was told of trials: the path, then the body. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    /** What is to be tried, one after the other. */
    public final Queue<PolicyReference> trials = new ConcurrentLinkedQueue<>();

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FilesOfAPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                PolicyReference next = trials.poll();
                send(exchange, next == null ? null : next.toByteArray(), 204);
            }
            case "PUT" -> {
                told.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                send(exchange, null, 204);
            }
            default -> send(exchange, files.get(path), 404);
        }
    }

    private static void send(HttpExchange exchange, byte @Nullable [] file, int otherwise) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(file == null ? otherwise : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
        }
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A network that takes "state" and gives "action", five numbers wide, one at a time. */
    public UploadedPolicy.Builder holding(byte[] network) {
        String path = "/file-" + files.size();
        files.put(path, network);
        return UploadedPolicy.newBuilder()
                .setPath(path)
                .setSizeBytes(network.length)
                .setSha256(sha256(network))
                .addInputs(input("state", "state", NumberType.NUMBER_TYPE_FLOAT32, 6))
                .setOutput("action")
                .setActionWidth(5)
                .setHorizon(1)
                .setLoadTimeoutMs(20_000)
                .setInferTimeoutMs(3_000)
                .setMemoryMib(512);
    }

    /** Something else comes from now on. */
    public void changes(UploadedPolicy policy, byte[] now) {
        files.put(policy.getPath(), now);
    }

    public static NetworkInput input(String tensor, String from, NumberType type, Integer... shape) {
        return NetworkInput.newBuilder()
                .setTensor(tensor)
                .setFrom(from)
                .setType(type)
                .addAllShape(List.of(shape))
                .build();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
