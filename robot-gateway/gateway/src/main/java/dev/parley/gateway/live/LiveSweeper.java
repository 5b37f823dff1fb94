package dev.parley.gateway.live;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives back, every few seconds, what clients that just vanished left behind. */
@ApplicationScoped
public class LiveSweeper {

    private final LiveService live;

    public LiveSweeper(LiveService live) {
        this.live = live;
    }

    @Scheduled(every = "5s", identity = "live-sweep")
    void sweep() {
        live.sweep();
    }
}
