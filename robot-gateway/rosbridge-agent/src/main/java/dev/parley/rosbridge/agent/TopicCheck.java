package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.rosbridge.wire.RosApi;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosTopic;
import dev.parley.rosbridge.wire.RosVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks rosapi after each new connection whether every topic is there and carries what the settings say: rosbridge itself is silent about a misspelt
 * one. Until all is well the station takes no work. A thread of its own.
 */
final class TopicCheck implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TopicCheck.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private final RosLink link;
    private final RosApi api;
    private final List<RosTopic> topics;
    private final Thread thread;
    private volatile long checked;
    private volatile Optional<String> problem = Optional.of("The robot's topics are not looked at yet.");

    TopicCheck(RosLink link, List<RosTopic> topics) {
        this.link = link;
        api = new RosApi(link);
        this.topics = List.copyOf(topics);
        thread = Thread.ofPlatform().daemon().name("topic-check").unstarted(this::live);
    }

    static List<RosTopic> of(AgentSettings settings) {
        RosVersion version = settings.bridge().version();
        List<RosTopic> topics = new ArrayList<>();
        topics.add(RosTopic.json(settings.robot().states(), version.type("sensor_msgs", "JointState")));
        AgentSettings.Signal stop = settings.signals().hardwareStop();
        topics.add(RosTopic.json(
                stop.topic(), version.type(stop.kind().folder(), stop.kind().type())));
        settings.signals()
                .presence()
                .ifPresent(each -> topics.add(RosTopic.json(
                        each.topic(),
                        version.type(each.kind().folder(), each.kind().type()))));
        settings.temperatures()
                .forEach(heat -> topics.add(RosTopic.json(heat.topic(), version.type("sensor_msgs", "Temperature"))));
        settings.cameras().forEach(camera -> topics.add(CameraFeed.topic(camera, version)));
        return topics;
    }

    TopicCheck start() {
        thread.start();
        return this;
    }

    /** What is not as it should be, one sentence. */
    Optional<String> problem() {
        return problem;
    }

    private void live() {
        try {
            while (true) {
                if (link.up() && (link.connections() != checked || problem.isPresent())) {
                    check();
                }
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() throws InterruptedException {
        long connection = link.connections();
        try {
            Optional<String> found = Optional.empty();
            for (RosTopic topic : topics) {
                found = api.misfit(topic);
                if (found.isPresent()) {
                    break;
                }
            }
            told(found);
            checked = connection;
        } catch (RosFault e) {
            told(Optional.of("rosapi cannot be asked: " + e.getMessage() + " Is its node running beside rosbridge?"));
        }
    }

    private void told(Optional<String> found) {
        if (!found.equals(problem)) {
            found.ifPresentOrElse(
                    what -> LOG.log(WARNING, "{0}", what), () -> LOG.log(INFO, "every topic is as the settings say"));
        }
        problem = found;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
