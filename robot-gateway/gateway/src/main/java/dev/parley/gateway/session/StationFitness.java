package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import dev.parley.core.station.Stations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Writes down why a station takes no work, in its own words, so that nothing is offered to it and its page says why. */
@ApplicationScoped
class StationFitness {
    private static final Logger LOG = Logger.getLogger(StationFitness.class);
    private static final int LONGEST = 300;

    private final Stations stations;

    @Inject
    StationFitness(Stations stations) {
        this.stations = stations;
    }

    /** What is on record of one session's station. */
    static final class Noted {
        private volatile Optional<String> unfit;
        private final AtomicBoolean writing = new AtomicBoolean();

        Noted(Optional<String> unfit) {
            this.unfit = unfit;
        }
    }

    /** What a heartbeat says. Never waits; a sentence that could not be written is tried again with the next one. */
    void heard(StationId station, Noted noted, String sentence) {
        String cut = sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
        Optional<String> unfit = cut.isBlank() ? Optional.empty() : Optional.of(cut);
        if (noted.unfit.equals(unfit) || !noted.writing.compareAndSet(false, true)) {
            return;
        }
        stations.reportFault(station, unfit)
                .onTermination()
                .invoke(() -> noted.writing.set(false))
                .subscribe()
                .with(
                        written -> {
                            noted.unfit = unfit;
                            LOG.infof("station %s: %s", station, unfit.orElse("takes work again"));
                        },
                        failure -> LOG.warnf(
                                "what station %s reports is not recorded: %s", station, failure.getMessage()));
    }
}
