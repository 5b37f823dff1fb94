package dev.parley.station;

import dev.parley.contracts.Fence;
import dev.parley.station.v1.EpisodeOffer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One place for an episode: idle, promised to an accepted offer, or running. Only the control loop changes it. */
final class Slot implements AutoCloseable {
    private final int number;
    private final ExecutorService thread;
    private @Nullable EpisodeOffer promised;
    private volatile @Nullable RunningEpisode running;

    Slot(int number) {
        this.number = number;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("slot-" + number).factory());
    }

    int number() {
        return number;
    }

    Optional<RunningEpisode> running() {
        return Optional.ofNullable(running);
    }

    Optional<EpisodeOffer> promised() {
        return Optional.ofNullable(promised);
    }

    /** Per slot the newer fence wins; an offer that is running is not replaced. */
    boolean promise(EpisodeOffer offer) {
        EpisodeOffer before = promised;
        if (running != null
                || (before != null && new Fence(before.getFence()).compareTo(new Fence(offer.getFence())) > 0)) {
            return false;
        }
        promised = offer;
        return true;
    }

    void run(RunningEpisode episode, Runnable work) {
        promised = null;
        running = episode;
        thread.execute(work);
    }

    void release(RunningEpisode episode) {
        if (running == episode) {
            running = null;
        }
    }

    void forgetPromise(EpisodeOffer offer) {
        if (offer.equals(promised)) {
            promised = null;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
