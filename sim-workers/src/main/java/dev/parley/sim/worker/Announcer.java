package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.station.Station;
import dev.parley.station.StationStatus;
import java.io.PrintStream;
import java.time.Duration;

/** Prints one line for the process that started this one when the gateway first welcomes the station. */
final class Announcer implements Runnable {

    static final String READY = "PARLEY-SIM-WORKER ready";

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Station station;
    private final PrintStream output;

    Announcer(Station station, PrintStream output) {
        this.station = station;
        this.output = output;
    }

    @Override
    public void run() {
        try {
            StationStatus status = station.status();
            while (!status.online()) {
                Thread.sleep(EVERY);
                status = station.status();
            }
            LOG.log(INFO, "welcomed as {0}", status.stationName().orElse("a station without a name"));
            output.println(READY);
            output.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
