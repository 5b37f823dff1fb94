package dev.parley.rosbridge.agent;

import dev.parley.contracts.EpisodeId;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosbridgeClient;
import dev.parley.rosbridge.wire.RosbridgeSettings;
import dev.parley.station.EpisodeResult;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.StepRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * The agent's rig with one episode, in a process of its own that stands still at the point it was told and is killed there. Arguments: folder,
 * rosbridge, policy server's port, episode, point.
 */
final class MortalAgent {
    /** Where it waits to be killed. */
    enum Point {
        BEFORE_JOURNAL,
        JOURNALLED,
        MOVING,
        BODY_ENDED,
        NEVER
    }

    private MortalAgent() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Point point = Point.valueOf(arguments[4]);
        AgentSettings settings = TestSettings.at(folder, URI.create(arguments[1]), UnaryOperator.identity());
        RosbridgeClient link = RosbridgeClient.connect(
                RosbridgeSettings.of(settings.bridge().uri(), settings.bridge().version()), System::nanoTime);
        Rig rig = Rig.open(settings, link, folder.resolve("robot"), MonotonicTime.SYSTEM, Clock.systemUTC());
        Until.so("everything tells", () -> rig.interlocks().obstacle().isEmpty());
        rig.journal().interrupted().ifPresent(open -> say("INTERRUPTED " + open.id()));
        TableSet table = new TableSet();
        EpisodeId id = EpisodeId.parse(arguments[3]);
        Path directory = Files.createDirectories(
                folder.resolve("episode-" + ProcessHandle.current().pid()));
        FakeRun run = new FakeRun(id, Lab.spec(EpisodeSpec.newBuilder(), 12), directory) {
            @Override
            public void resetting() {
                super.resetting();
                waitAt(Point.BEFORE_JOURNAL, point);
            }

            @Override
            public void record(StepRecord step) {
                super.record(step);
                if (step.getStep() == 5) {
                    waitAt(Point.MOVING, point);
                }
            }

            @Override
            public void finish(EpisodeResult result) {
                waitAt(Point.BODY_ENDED, point);
                super.finish(result);
            }
        };
        Thread.ofVirtual().start(() -> {
            try {
                Until.so("the table is wanted", table::isWanted);
                // The line of the journal is on disk, and nothing has moved.
                waitAt(Point.JOURNALLED, point);
                table.set("Ada");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        URI gateway = URI.create("http://127.0.0.1:" + arguments[2]);
        try {
            new RobotEpisode(rig, run, gateway, table, (target, camera) -> LivePictures.NONE).run();
            say("DONE");
        } catch (IllegalStateException e) {
            say("REFUSED " + e.getMessage());
        }
        System.exit(0);
    }

    private static void waitAt(Point here, Point wanted) {
        if (here != wanted) {
            return;
        }
        say("AT " + here);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
