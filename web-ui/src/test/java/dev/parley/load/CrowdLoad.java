package dev.parley.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A crowd on one server: watchers of pages, stills, news and numbers, and people who act through Flow and REST. Prints the
 * time of every kind of request and the server's memory and processor time, first for a tenth of the crowd, then for all of it. The load comes
 * from this same machine and shares its cores.
 *
 * <p>{@code --url http://host:port/} takes a running server instead of starting the packaged one; {@code --watchers 1000},
 * {@code --people 200}, {@code --seconds 60} measured after {@code --arrive 30}; {@code --jfr file} records the server;
 * {@code --gc Serial} and {@code --heap 512m} are those of the run command.
 */
public final class CrowdLoad {
    private static final int BASELINE = 10;
    private static final int SAMPLES = 4;
    private static final long IDLE_S = 5;

    private final Map<String, String> options;
    private final LoadedServer server;

    private CrowdLoad(Map<String, String> options, LoadedServer server) {
        this.options = options;
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = options(args);
        List<String> jvm =
                new ArrayList<>(List.of("-Xmx" + options.get("heap"), "-XX:+Use" + options.get("gc") + "GC"));
        if (options.containsKey("jfr")) {
            // Reactive stacks are deep: with fewer frames nobody is to blame.
            jvm.add("-XX:FlightRecorderOptions=stackdepth=256");
            jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + options.get("jfr"));
        }
        try (LoadedServer server = options.containsKey("url")
                ? LoadedServer.at(URI.create(options.get("url")))
                : LoadedServer.start(Path.of(options.get("server")), jvm)) {
            CrowdLoad load = new CrowdLoad(options, server);
            server.look();
            TimeUnit.SECONDS.sleep(IDLE_S);
            System.out.println("idle: " + server.look());
            load.round(BASELINE);
            load.round(1);
        }
        System.exit(0);
    }

    private void round(int part) throws Exception {
        int watchers = number("watchers") / part;
        int people = number("people") / part;
        int arrive = number("arrive");
        int seconds = number("seconds");
        Latencies latencies = new Latencies();
        AtomicBoolean over = new AtomicBoolean();
        System.out.printf("%n%d watchers, %d acting people; %d s measured%n", watchers, people, seconds);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(30))
                        .executor(threads)
                        .build()) {
            Random seeds = new Random(1);
            int all = watchers + people;
            for (int i = 0; i < all; i++) {
                Visit visit = new Visit(client, server.url(), latencies, i);
                Random random = new Random(seeds.nextLong());
                long after = (long) (random.nextDouble() * arrive * 1000);
                boolean stays = i % 2 == 0;
                boolean acts = i >= watchers;
                threads.execute(() -> {
                    try {
                        Thread.sleep(after);
                        if (acts) {
                            new Person(visit, latencies, random, over::get).act();
                        } else {
                            new Watcher(visit, random, stays, over::get).watch();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            TimeUnit.SECONDS.sleep(arrive + 5L);
            server.look();
            latencies.open(true);
            List<String> looks = new ArrayList<>();
            for (int sample = 0; sample < SAMPLES; sample++) {
                TimeUnit.MILLISECONDS.sleep(1000L * seconds / SAMPLES);
                looks.add(server.look());
            }
            latencies.open(false);
            System.out.print(latencies.table(seconds));
            looks.forEach(line -> System.out.println("  " + line));
            over.set(true);
            client.shutdownNow();
            threads.shutdownNow();
        }
    }

    private int number(String name) {
        return Integer.parseInt(options.get(name));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "server", "web-ui/target/quarkus-app/quarkus-run.jar",
                "watchers", "1000",
                "people", "200",
                "arrive", "30",
                "seconds", "60",
                "gc", "Serial",
                "heap", "512m"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        return options;
    }
}
