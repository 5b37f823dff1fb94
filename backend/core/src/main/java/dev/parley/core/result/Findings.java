package dev.parley.core.result;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What is reckoned from {@link Results}, once in ten seconds for each question, on a thread of its own. */
@ApplicationScoped
public class Findings {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int KEPT = 200;

    private final ReactiveBridge bridge;
    private final SharedReads<Sample, SimReal> simReal;
    private final SharedReads<OfVersion, Moved> moved;
    private final SharedReads<Sample, Map<String, Agreeing>> proxies;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("findings").daemon().factory());

    private record OfVersion(Version version, Sample sample) {}

    @Inject
    Findings(Results results, ReactiveBridge bridge) {
        this.bridge = bridge;
        simReal = new SharedReads<>(
                bridge,
                sample -> results.twins(sample.body(), sample).chain(cells -> reckoned(() -> SimReal.of(cells))),
                found -> FRESH,
                KEPT,
                found -> 1);
        moved = new SharedReads<>(
                bridge,
                of -> results.measured(of.version(), of.sample())
                        .chain(measured -> results.starts(of.version(), of.sample())
                                .chain(starts -> reckoned(() -> new Moved(
                                        measured, starts.size(), Effects.of(starts, measured.designEffect()))))),
                found -> FRESH,
                KEPT,
                found -> 1);
        proxies = new SharedReads<>(
                bridge,
                sample -> results.proxies(sample).chain(all -> reckoned(() -> byProxy(all))),
                found -> FRESH,
                KEPT,
                found -> 1);
    }

    private <T> Uni<T> reckoned(Supplier<T> work) {
        return bridge.backHere(() -> Uni.createFrom().item(work).runSubscriptionOn(thread));
    }

    private static Map<String, Agreeing> byProxy(List<ProxyCounts> all) {
        Map<String, List<Agreeing.Point>> points = new TreeMap<>();
        all.forEach(each -> points.computeIfAbsent(each.proxy(), any -> new ArrayList<>())
                .add(new Agreeing.Point(each.version(), each.said(), each.end())));
        Map<String, Agreeing> byProxy = new TreeMap<>();
        points.forEach((proxy, own) -> byProxy.put(proxy, Agreeing.shown(own)));
        return Collections.unmodifiableMap(byProxy);
    }

    /** @param sample its body is the one that is held against simulation */
    public Uni<SimReal> simReal(Sample sample) {
        return simReal.get(sample);
    }

    public Uni<Moved> moved(Version version, Sample sample) {
        return moved.get(new OfVersion(version, sample));
    }

    /** By the proxy's name, without versions of which so few episodes are known that a rate would tell each. */
    public Uni<Map<String, Agreeing>> proxies(Sample sample) {
        return proxies.get(sample);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
