package dev.parley.gateway.chain;

import dev.parley.core.station.StationKind;
import dev.parley.station.Ending;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.StationBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A robot that notes when it moved. The time is taken before it asks whether it may, so bounds on it are exact. */
final class TimedBody implements StationBody {
    final ConcurrentLinkedDeque<Long> moves = new ConcurrentLinkedDeque<>();
    final CompletableFuture<Long> endedAtNs = new CompletableFuture<>();
    final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Runnable onOffer;

    /** @param onOffer called when an offer has come, before it is answered */
    TimedBody(Runnable onOffer) {
        this.onOffer = onOffer;
    }

    @Override
    public Capabilities capabilities() {
        return Lab.capabilities(StationKind.REAL_ROBOT);
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        onOffer.run();
        return List.of();
    }

    @Override
    public void run(EpisodeRun run) throws Exception {
        run.resetting();
        run.ready(List.of());
        run.running();
        while (run.ending().isEmpty()) {
            long now = System.nanoTime();
            if (run.mayMove()) {
                moves.addLast(now);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        endedAtNs.complete(System.nanoTime());
        Ending why = run.ending().orElseThrow();
        ending.complete(why);
        run.finish(EpisodeResult.aborted(why, 0, "timed", List.of()));
    }

    /** Moves from one moment to another, both of {@link System#nanoTime}. */
    long movesBetween(long fromNs, long toNs) {
        return moves.stream().filter(at -> at - fromNs >= 0 && at - toNs < 0).count();
    }

    @Override
    public byte[] render(RenderRequest request) {
        throw new IllegalArgumentException("A robot draws nothing.");
    }

    @Override
    public void stop(StopLevel level) {}

    @Override
    public boolean operatorPresent() {
        return true;
    }
}
