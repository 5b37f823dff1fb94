package dev.parley.gateway.live;

import dev.parley.gateway.work.Ticker;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps the directory true: says every second what lives here, gives back what clients left, adopts what replicas left. */
@ApplicationScoped
public class LiveKeeper {

    private static final Logger LOG = Logger.getLogger(LiveKeeper.class);

    private static final int SWEEP_EVERY_LOOKS = 5;

    private final LiveSessions sessions;
    private final LiveDirectory directory;
    private final KurentoConnection kurento;
    private final LiveConfig config;
    private final Ticker ticker;
    private final AtomicBoolean looking = new AtomicBoolean();
    private int looks;

    public LiveKeeper(
            LiveSessions sessions,
            LiveDirectory directory,
            KurentoConnection kurento,
            LiveConfig config,
            Ticker ticker) {
        this.sessions = sessions;
        this.directory = directory;
        this.kurento = kurento;
        this.config = config;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent started) {
        ticker.every(config.directoryEvery(), "keeping live video", this::look);
    }

    private void look() {
        if (++looks % SWEEP_EVERY_LOOKS == 0) {
            sessions.sweep();
        }
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        directory
                .look(sessions.entries())
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(this::changed, away -> LOG.debugf("this replica's live video is its own: %s", away.getMessage()));
    }

    private void changed(LiveDirectory.Changes changes) {
        changes.over().forEach(sessions::letGo);
        changes.orphans()
                .forEach(orphan -> kurento.run(client -> sessions.adopt(client, orphan))
                        .subscribe()
                        .with(done -> {}, failure -> LOG.debugf("not taken over yet: %s", failure.getMessage())));
    }
}
