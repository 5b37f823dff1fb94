package dev.parley.rosbridge.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.wire.RosVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A rosbridge server with a robot behind it: joint states at 50 Hz, a stop button, an enabling device, a thermometer, a camera, a gripper, rosapi, a
 * power cut. As the real one it reports no errors, has no dead-man, and breaks CBOR on lists of texts. It misbehaves when told to.
 */
public final class StandInRobot implements AutoCloseable {
    public static final List<String> JOINTS = List.of("turn", "shoulder", "elbow", "wrist");
    public static final String COMMAND = "/arm_controller/command";
    public static final String STATES = "/joint_states";
    public static final String STOP_BUTTON = "/stop_button";
    public static final String ENABLE = "/enabling_device";
    public static final String TEMPERATURE = "/temperature";
    public static final String CAMERA = "/camera/image_raw";
    public static final String GRIPPER = "/gripper/command";
    public static final String CUT = "/cut_power";
    public static final int WIDTH = 64;
    public static final int HEIGHT = 48;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A command that arrived, and when. */
    public record Command(List<double[]> rows, double lengthS, long atNs) {
        public boolean stop() {
            return rows.isEmpty();
        }
    }

    private final RosVersion version;
    private final SimulatedArm arm;
    private final Map<WebSocketServer.Peer, Map<String, Boolean>> subscribers = new ConcurrentHashMap<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stand-in-robot").factory());
    private final long startedNs = System.nanoTime();
    private final List<Late> late = new ArrayList<>();
    private WebSocketServer server;
    private long lastNs = System.nanoTime();
    private int tick;

    public final AtomicInteger droppedAsLate = new AtomicInteger();
    public volatile boolean frozen;
    public volatile boolean statesSilent;
    public volatile boolean buttonSilent;
    public volatile boolean buttonPressed;
    public volatile boolean enableHeld = true;
    public volatile boolean cameraSilent;
    public volatile boolean dropsSecond;
    public volatile boolean deafToStops;
    public volatile boolean rosapi = true;
    public volatile Duration statesLate = Duration.ZERO;
    public volatile Duration clockSet = Duration.ZERO;
    public volatile double celsius = 30;
    public volatile double gripper;

    /** What the camera sees, {@value #WIDTH} by {@value #HEIGHT} in RGB; empty: a pattern that moves. */
    public volatile Optional<byte[]> table = Optional.empty();

    private record Late(long dueNs, ObjectNode message) {}

    public StandInRobot(RosVersion version, double... start) throws IOException {
        this.version = version;
        arm = new SimulatedArm(start);
        server = new WebSocketServer(0, this::received, subscribers::remove);
        thread.scheduleAtFixedRate(this::tickSafely, 0, 5, TimeUnit.MILLISECONDS);
    }

    public SimulatedArm arm() {
        return arm;
    }

    public URI uri() {
        return server.uri();
    }

    public List<Command> commands() {
        return commands;
    }

    public List<Command> motions() {
        return commands.stream().filter(command -> !command.stop()).toList();
    }

    public long stops() {
        return commands.stream().filter(Command::stop).count();
    }

    /** The server's process ends; its port is known to {@link #restart}. */
    public int die() throws IOException {
        int port = server.port();
        server.close();
        subscribers.clear();
        return port;
    }

    public void restart(int port) throws IOException {
        server = new WebSocketServer(port, this::received, subscribers::remove);
    }

    /** What was held up arrives at once, in order. */
    public void thaw() {
        frozen = false;
    }

    private long nowNs() {
        return System.nanoTime() - startedNs + Duration.ofDays(20_000).toNanos() + clockSet.toNanos();
    }

    private void received(WebSocketServer.Peer peer, String text) {
        if (frozen) {
            held.add(() -> handle(peer, text));
        } else {
            handle(peer, text);
        }
    }

    private void handle(WebSocketServer.Peer peer, String text) {
        try {
            JsonNode operation = JSON.readTree(text);
            switch (operation.path("op").asText()) {
                case "subscribe" ->
                    subscribers
                            .computeIfAbsent(peer, key -> new ConcurrentHashMap<>())
                            .put(
                                    operation.path("topic").asText(),
                                    operation.path("compression").asText().equals("cbor"));
                case "publish" -> published(operation.path("topic").asText(), operation.path("msg"));
                case "call_service" -> called(peer, operation);
                // Silence, as the real one.
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void published(String topic, JsonNode message) {
        switch (topic) {
            case COMMAND -> commanded(message);
            case GRIPPER -> gripper = message.path("data").asDouble();
            default -> {}
        }
    }

    private void commanded(JsonNode message) {
        List<SimulatedArm.Point> points = new ArrayList<>();
        for (JsonNode point : message.path("points")) {
            double[] row = new double[JOINTS.size()];
            for (int i = 0; i < row.length; i++) {
                int from = indexOf(message.path("joint_names"), JOINTS.get(i));
                row[i] = point.path("positions").path(from).asDouble();
            }
            points.add(new SimulatedArm.Point(version.nanos(point.path("time_from_start")) / 1e9, row));
        }
        double length = points.isEmpty() ? 0 : points.getLast().atS();
        commands.add(
                new Command(points.stream().map(SimulatedArm.Point::positions).toList(), length, System.nanoTime()));
        long stampNs = version.nanos(message.path("header").path("stamp"));
        if (points.isEmpty()) {
            if (!deafToStops) {
                arm.stop();
            }
        } else if (stampNs != 0 && stampNs + (long) (length * 1e9) < nowNs()) {
            droppedAsLate.incrementAndGet();
        } else {
            follow(points);
        }
    }

    private void follow(List<SimulatedArm.Point> points) {
        synchronized (arm) {
            if (dropsSecond && arm.busy()) {
                arm.stop();
            } else {
                arm.follow(points);
            }
        }
    }

    /** Another program leads it: it drops what else comes meanwhile, what is under way to it now too. */
    public void leadByOther(List<SimulatedArm.Point> points) {
        synchronized (arm) {
            dropsSecond = true;
            arm.follow(points);
        }
    }

    private static int indexOf(JsonNode names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.path(i).asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no joint " + name + " in " + names);
    }

    private void called(WebSocketServer.Peer peer, JsonNode call) throws IOException {
        String service = call.path("service").asText();
        ObjectNode values = JSON.createObjectNode();
        boolean known = true;
        if (service.equals("/rosapi/topic_type") && rosapi) {
            values.put("type", type(call.path("args").path("topic").asText()));
        } else if (service.equals(CUT)) {
            arm.cutPower();
            values.put("success", true).put("message", "");
        } else {
            known = false;
        }
        ObjectNode answer = JSON.createObjectNode()
                .put("op", "service_response")
                .put("id", call.path("id").asText())
                .put("service", service)
                .put("result", known);
        if (known) {
            answer.set("values", values);
        } else {
            answer.put("values", "Service " + service + " does not exist");
        }
        peer.text(answer.toString());
    }

    private String type(String topic) {
        return switch (topic) {
            case STATES -> version.type("sensor_msgs", "JointState");
            case STOP_BUTTON, ENABLE -> version.type("std_msgs", "Bool");
            case TEMPERATURE -> version.type("sensor_msgs", "Temperature");
            case CAMERA -> version.type("sensor_msgs", "Image");
            default -> "";
        };
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        arm.advance((now - lastNs) / 1e9);
        lastNs = now;
        tick++;
        if (!frozen) {
            for (Runnable next = held.poll(); next != null; next = held.poll()) {
                next.run();
            }
        }
        if (tick % 4 == 0 && !statesSilent) {
            late.add(new Late(now + statesLate.toNanos(), states()));
        }
        while (!late.isEmpty() && late.getFirst().dueNs() <= now) {
            send(STATES, late.removeFirst().message());
        }
        if (tick % 10 == 0) {
            if (!buttonSilent) {
                send(STOP_BUTTON, JSON.createObjectNode().put("data", buttonPressed));
            }
            send(ENABLE, JSON.createObjectNode().put("data", enableHeld));
            send(TEMPERATURE, JSON.createObjectNode().put("temperature", celsius));
        }
        if (tick % 20 == 0 && !cameraSilent) {
            send(CAMERA, picture());
        }
    }

    private ObjectNode states() {
        ObjectNode message = JSON.createObjectNode();
        message.set("header", version.header(nowNs()));
        ArrayNode names = message.putArray("name");
        ArrayNode positions = message.putArray("position");
        double[] at = arm.positions();
        for (int i = 0; i < at.length; i++) {
            names.add(JOINTS.get(i));
            positions.add(at[i]);
        }
        names.add("finger");
        positions.add(gripper);
        return message;
    }

    private ObjectNode picture() {
        byte[] rgb = table.orElseGet(this::pattern);
        ObjectNode message = JSON.createObjectNode();
        message.set("header", version.header(nowNs()));
        message.put("width", WIDTH).put("height", HEIGHT).put("step", WIDTH * 3).put("encoding", "rgb8");
        message.set("data", BinaryNode.valueOf(rgb));
        return message;
    }

    private byte[] pattern() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i + tick);
        }
        return rgb;
    }

    private void send(String topic, ObjectNode message) {
        if (frozen) {
            return;
        }
        subscribers.forEach((peer, topics) -> {
            Boolean cbor = topics.get(topic);
            if (cbor == null) {
                return;
            }
            ObjectNode operation = JSON.createObjectNode().put("op", "publish").put("topic", topic);
            operation.set("msg", message);
            try {
                if (!cbor) {
                    peer.text(operation.toString().replace("/", "\\/"));
                } else if (!message.path("name").isArray()) {
                    peer.binary(CborWriter.write(operation));
                }
            } catch (IOException e) {
                subscribers.remove(peer);
            }
        });
    }

    /** Topics that somebody has asked for on any connection. */
    public Set<String> subscribed() {
        Set<String> topics = ConcurrentHashMap.newKeySet();
        subscribers.values().forEach(each -> topics.addAll(each.keySet()));
        return topics;
    }

    /** How many connections there are. */
    public int peers() {
        return server.peers().size();
    }

    /** The connection breaks. */
    public void dropAll() throws IOException {
        for (WebSocketServer.Peer peer : server.peers()) {
            peer.drop();
        }
    }

    /** Something of which rosbridge never said a word. */
    public void say(String text) throws IOException {
        for (WebSocketServer.Peer peer : server.peers()) {
            peer.text(text);
        }
    }

    public void say(byte[] bytes) throws IOException {
        for (WebSocketServer.Peer peer : server.peers()) {
            peer.binary(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        server.close();
    }
}
