package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.sim.body.Bodies;
import dev.parley.sim.conform.ConformCommand;
import dev.parley.sim.policy.OnnxDevice;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.serve.ServeCommand;
import dev.parley.sim.uploaded.NetworkTrial;
import dev.parley.sim.uploaded.PlatformFiles;
import dev.parley.sim.uploaded.TrialDesk;
import dev.parley.station.Station;
import dev.parley.station.StationConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The simulator station as a process of its own. It gets its key on standard input and ends in order - episode ended, gateway
 * told - when standard input ends, however the process that started it ended. With {@code evaluate} as its first argument it is no
 * station but measures a policy and ends; with {@code conform} it examines a policy server elsewhere, with {@code serve} it is one.
 */
public final class SimWorker {

    private static final System.Logger LOG = System.getLogger(SimWorker.class.getName());
    private static final int WRONG_USE = 2;
    private static final Duration LOOK_FOR_TRIALS_EVERY = Duration.ofSeconds(3);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private SimWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SingleLineFormatter.install();
        if (arguments.length > 0 && arguments[0].equals(EvaluateCommand.NAME)) {
            EvaluateCommand.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals(ConformCommand.NAME)) {
            System.exit(new ConformCommand(System.getenv(), System.out, System.err)
                    .run(List.of(arguments).subList(1, arguments.length)));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals(ServeCommand.NAME)) {
            ServeProgram.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        Interrupts.ignore();
        ParentPipe parent = new ParentPipe(System.in);
        WorkerOptions options;
        String key;
        List<OfferedScene> scenes;
        try {
            options = WorkerOptions.parse(List.of(arguments));
            OnnxDevice.wanted();
            key = parent.readKey();
            scenes = scenes(options);
        } catch (IllegalArgumentException | PolicyException e) {
            System.err.println(e.getMessage());
            System.err.println(WorkerOptions.USAGE);
            System.exit(WRONG_USE);
            return;
        }
        keepNativesIn(options.data().resolve("natives"));
        WhipLiveViews liveViews = new WhipLiveViews(
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
        PolicyShelf carried = new CarriedPolicies(
                scenes.stream().map(OfferedScene::description).toList());
        PlatformFiles files =
                new PlatformFiles(options.gateway(), key, options.data().resolve("uploaded"));
        files.tidy();
        // A stranger's file never moves what stands for a real robot.
        PolicyShelf policies = new PoliciesByRelay(
                options.rehearsal() ? carried : new PoliciesByUpload(carried, files), options.gateway());
        SecondLook secondLook =
                SecondLook.carried(scenes.stream().map(OfferedScene::id).toList());
        SimulatorBody body = new SimulatorBody(
                scenes,
                policies,
                liveViews,
                MonotonicTime.SYSTEM,
                new ExecutionProfile(),
                options.rehearsal(),
                secondLook);
        Station station = Station.connect(
                StationConfig.of(options.gateway(), key, options.data().resolve("station")), body);
        Farewell farewell = new Farewell(station);
        Runtime.getRuntime().addShutdownHook(new Thread(farewell::say, "farewell"));
        LOG.log(INFO, "{0} connects to {1}", options.name(), options.gateway());
        Thread.ofPlatform().daemon().name("announcer").start(new Announcer(station, System.out));
        Thread.ofPlatform().daemon().name("warm-up").start(() -> prepare(body, policies, liveViews, secondLook));
        if (policies.runsUploaded()) {
            TrialDesk trials = new TrialDesk(options.gateway(), key, new NetworkTrial(files));
            Thread.ofPlatform().daemon().name("trials").start(() -> tryUploaded(trials, station));
        }
        parent.awaitEnd();
        LOG.log(INFO, "standard input ended: {0} ends", options.name());
        farewell.say();
        // libwebrtc's threads would keep the process alive.
        System.exit(0);
    }

    private static void tryUploaded(TrialDesk trials, Station station) {
        try {
            trials.run(LOOK_FOR_TRIALS_EVERY, () -> station.status().online());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<OfferedScene> scenes(WorkerOptions options) {
        List<OfferedScene> scenes = OfferedScene.masked(OfferedScene.all(options.scenes()), options.masks());
        for (OfferedScene scene : scenes) {
            String body = scene.description().embodiment().id();
            // The rules of a real robot are written for the arm.
            if (options.rehearsal() && !Bodies.isArm(body)) {
                throw new IllegalArgumentException(
                        "--rehearse-real rehearses the arm; scene " + scene.id() + " has " + body);
            }
        }
        return scenes;
    }

    private static void keepNativesIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        System.setProperty("org.bytedeco.javacpp.cachedir", folder.toString());
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        // The text encoder's library reports how it is used unless it is told to stay offline.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("java.awt.headless", "true");
    }

    // What fails here fails again, with its consequences, where it is needed.
    private static void prepare(
            SimulatorBody body, PolicyShelf policies, WhipLiveViews liveViews, SecondLook secondLook) {
        try {
            body.warmUp();
            policies.preload();
            secondLook.preload();
            liveViews.load();
            // Loading a network leaves garbage larger than all that lives; with the documented options the heap shrinks
            // here.
            System.gc();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the first episode will start slowly", e);
        }
    }
}
