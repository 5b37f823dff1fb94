package dev.parley.rosbridge.wire;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@link RosLink} over WebSockets of the JDK. */
public final class RosbridgeClient implements RosLink {
    private static final System.Logger LOG = System.getLogger(RosbridgeClient.class.getName());

    private record Subscription(RosTopic topic, Consumer<RosMessage> sink) {}

    private final RosbridgeSettings settings;
    private final LongSupplier nanoTime;
    private final FrameReader reader;
    private final HttpClient http;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final List<RosTopic> advertised = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicLong callNumber = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable Connection current;
    private volatile boolean closed;
    private volatile long awayUntilNs;
    private String lastProblem = "";

    private RosbridgeClient(RosbridgeSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        reader = new FrameReader(settings.largestFrame());
        http = HttpClient.newBuilder().connectTimeout(settings.connect()).build();
        awayUntilNs = nanoTime.getAsLong();
        thread = Thread.ofPlatform().daemon().name("rosbridge").unstarted(this::live);
    }

    /** Connects in the background, for as long as it takes. */
    public static RosbridgeClient connect(RosbridgeSettings settings, LongSupplier nanoTime) {
        RosbridgeClient client = new RosbridgeClient(settings, nanoTime);
        client.thread.start();
        return client;
    }

    private void live() {
        try {
            while (!closed) {
                long away = awayUntilNs - nanoTime.getAsLong();
                if (away > 0) {
                    Thread.sleep(Duration.ofNanos(away));
                }
                problem(oneConnection());
                Thread.sleep(settings.pause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String oneConnection() throws InterruptedException {
        Connection connection = new Connection(settings, reader, this::received, this::problem, nanoTime);
        CompletableFuture<WebSocket> opening =
                http.newWebSocketBuilder().connectTimeout(settings.connect()).buildAsync(settings.uri(), connection);
        try {
            connection.writeTo(opening.get(settings.connect().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            opening.cancel(true);
            return "rosbridge at " + settings.uri() + " does not answer";
        } catch (ExecutionException e) {
            return "rosbridge at " + settings.uri() + " cannot be reached: " + e.getCause();
        }
        advertised.forEach(topic -> connection.outbox().put(letter(topic.name(), Operations.advertise(topic))));
        current = connection;
        subscriptions.values().forEach(each -> subscribeOn(connection, each.topic()));
        connections.incrementAndGet();
        if (closed) {
            connection.end("closed");
        }
        LOG.log(INFO, "connected to rosbridge at {0}", settings.uri());
        lastProblem = "";
        String why = connection.awaitEnd();
        current = null;
        failCalls(why);
        return why;
    }

    /** Says it once, not twice a second while a robot is off. */
    private synchronized void problem(String what) {
        if (!what.equals(lastProblem) && !closed) {
            LOG.log(WARNING, "{0}", what);
        }
        lastProblem = what;
    }

    private void received(JsonNode operation, long atNs) {
        String name = operation.path("op").asText();
        switch (name) {
            case "publish" -> {
                Subscription subscription =
                        subscriptions.get(operation.path("topic").asText());
                if (subscription != null) {
                    subscription
                            .sink()
                            .accept(new RosMessage(subscription.topic().name(), operation.path("msg"), atNs));
                }
            }
            case "service_response" -> {
                CompletableFuture<JsonNode> call =
                        calls.remove(operation.path("id").asText());
                if (call != null) {
                    answer(call, operation);
                }
            }
            // ROS 2's rosbridge speaks of errors sometimes.
            case "status" -> problem("rosbridge says: " + operation.path("msg").asText());
            default -> problem("rosbridge sent an operation nobody asked for: " + name);
        }
    }

    private static void answer(CompletableFuture<JsonNode> call, JsonNode operation) {
        if (operation.path("result").asBoolean(false)) {
            call.complete(operation.path("values"));
        } else {
            call.completeExceptionally(
                    new RosFault("it failed: " + operation.path("values").asText()));
        }
    }

    private void failCalls(String why) {
        calls.keySet().forEach(id -> {
            CompletableFuture<JsonNode> call = calls.remove(id);
            if (call != null) {
                call.completeExceptionally(new RosFault(why));
            }
        });
    }

    @Override
    public boolean up() {
        Connection connection = current;
        return connection != null && connection.isOpen();
    }

    @Override
    public long connections() {
        return connections.get();
    }

    @Override
    public void subscribe(RosTopic topic, Consumer<RosMessage> sink) {
        subscriptions.put(topic.name(), new Subscription(topic, sink));
        Connection connection = current;
        if (connection != null) {
            subscribeOn(connection, topic);
        }
    }

    private static void subscribeOn(Connection connection, RosTopic topic) {
        connection.outbox().put(letter(topic.name(), Operations.subscribe(topic)));
    }

    @Override
    public void advertise(RosTopic topic) {
        advertised.add(topic);
        Connection connection = current;
        if (connection != null) {
            connection.outbox().put(letter(topic.name(), Operations.advertise(topic)));
        }
    }

    @Override
    public boolean publish(RosTopic topic, ObjectNode message) {
        Connection connection = current;
        return connection != null && connection.isOpen() && connection.outbox().put(command(topic, message));
    }

    @Override
    public boolean publishFirst(RosTopic topic, ObjectNode message) {
        Connection connection = current;
        return connection != null && connection.isOpen() && connection.outbox().putFirst(command(topic, message));
    }

    /** Under a name of its own: a stop takes away commands, never the announcement that there will be some. */
    private static Outbox.Letter command(RosTopic topic, ObjectNode message) {
        return letter("publish " + topic.name(), Operations.publish(topic, message));
    }

    private static Outbox.Letter letter(String topic, ObjectNode operation) {
        return new Outbox.Letter(topic, operation.toString());
    }

    @Override
    public JsonNode call(String service, ObjectNode arguments, Duration within) throws RosFault, InterruptedException {
        Connection connection = current;
        if (connection == null || !connection.isOpen()) {
            throw new RosFault("Service " + service + " cannot be called: there is no connection to rosbridge.");
        }
        String id = "call:" + callNumber.incrementAndGet();
        CompletableFuture<JsonNode> call = new CompletableFuture<>();
        calls.put(id, call);
        try {
            if (!connection.outbox().put(letter("call " + service, Operations.call(id, service, arguments)))) {
                throw new RosFault("Service " + service + " cannot be called: rosbridge takes nothing any more.");
            }
            return call.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RosFault("Service " + service + " gave no answer within " + within.toMillis() + " ms.", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RosFault("Service " + service + ": " + cause.getMessage(), e);
        } finally {
            calls.remove(id);
        }
    }

    @Override
    public void cut(Duration stayAway) {
        awayUntilNs = nanoTime.getAsLong() + stayAway.toNanos();
        Connection connection = current;
        if (connection != null) {
            connection.end("cut on purpose");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Connection connection = current;
        if (connection != null) {
            connection.end("closed");
        }
        http.shutdownNow();
    }
}
