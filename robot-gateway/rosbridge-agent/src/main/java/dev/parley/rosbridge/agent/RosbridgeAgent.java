package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.wire.RosbridgeClient;
import dev.parley.rosbridge.wire.RosbridgeSettings;
import dev.parley.station.Station;
import dev.parley.station.StationConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A robot behind rosbridge as a station of the platform: the program that runs beside the robot. Ends in order on SIGTERM and Ctrl-C. */
public final class RosbridgeAgent {
    private static final System.Logger LOG = System.getLogger(RosbridgeAgent.class.getName());
    private static final int WRONG_USE = 2;

    private RosbridgeAgent() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        AgentOptions options;
        AgentSettings settings;
        String key;
        try {
            options = AgentOptions.parse(List.of(arguments));
            settings = SettingsReader.read(options.settings());
            key = options.key();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.err.println(AgentOptions.USAGE);
            System.exit(WRONG_USE);
            return;
        }
        start(options, settings, key, Clock.systemUTC());
        LOG.log(INFO, "{0} connects to {1}", settings.name(), options.gateway());
        new CountDownLatch(1).await();
    }

    /** @param clock the day, for the journal, duty and the age of checks; what safety measures is measured by no calendar */
    static void start(AgentOptions options, AgentSettings settings, String key, Clock clock) throws IOException {
        System.setProperty("java.awt.headless", "true");
        System.setProperty(
                "org.bytedeco.javacpp.cachedir",
                options.data().resolve("natives").toString());
        RosbridgeClient link = RosbridgeClient.connect(
                RosbridgeSettings.of(settings.bridge().uri(), settings.bridge().version()), System::nanoTime);
        Rig rig = Rig.open(settings, link, options.data().resolve("robot"), MonotonicTime.SYSTEM, clock);
        TopicCheck topics = new TopicCheck(link, TopicCheck.of(settings)).start();
        RobotBody body = new RobotBody(rig, options.gateway(), new LivePictures.OverWhip(), topics);
        Station station = Station.connect(
                StationConfig.of(options.gateway(), key, options.data().resolve("station")), body);
        body.attach(station);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            // First the arm: whatever else takes its time must not find it moving.
                            rig.drive().halt("the program ends");
                            station.close();
                            topics.close();
                            rig.close();
                        },
                        "farewell"));
    }
}
