package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.disk.DiskRoom;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.stop.StopLatch;
import dev.parley.station.v1.ClearGrant;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.StopReport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes stops: latches, ends every episode, makes the body stop, and reports when. The same stop twice is answered with
 * the first report. A stop is taken on whatever thread brings it, since it must not queue behind anything.
 */
final class StopDesk implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StopDesk.class.getName());
    private static final int REMEMBERED = 64;

    private final StopLatch latch;
    private final StationBody body;
    private final LongSupplier nanoTime;
    private final Consumer<StationFrame> sender;
    private final Runnable endEpisodes;
    private final DiskRoom room;
    private final Map<String, StopReport> reports = new LinkedHashMap<>();
    private final ExecutorService stopping = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("station-stop").factory());

    StopDesk(
            StopLatch latch,
            StationBody body,
            LongSupplier nanoTime,
            Consumer<StationFrame> sender,
            Runnable endEpisodes,
            DiskRoom room) {
        this.latch = latch;
        this.body = body;
        this.nanoTime = nanoTime;
        this.sender = sender;
        this.endEpisodes = endEpisodes;
        this.room = room;
    }

    synchronized void stop(Stop stop) {
        StopReport known = reports.get(stop.getStopId());
        if (known != null) {
            report(known);
            return;
        }
        long received = nanoTime.getAsLong();
        StopLevel level = stop.getLevel() == StopLevel.STOP_LEVEL_UNSPECIFIED
                ? StopLevel.STOP_LEVEL_CONTROLLED_STOP
                : stop.getLevel();
        latch(stop.toBuilder().setLevel(level).build());
        endEpisodes.run();
        LOG.log(INFO, "stopped ({0}) by {1}: {2}", level, stop.getBy(), stop.getReason());
        remember(StopReport.newBuilder()
                .setStopId(stop.getStopId())
                .setReceivedMonoNs(received)
                .build());
        stopping.execute(() -> stopBody(stop.getStopId(), level, received));
    }

    private void latch(Stop order) {
        try {
            latch.latch(order);
        } catch (IOException full) {
            try {
                room.keep(latch::persist);
            } catch (IOException e) {
                // In memory it holds already; only a restart would forget it, and then the platform's latch still
                // stands.
                LOG.log(ERROR, "the stop is not on disk", e);
            }
        }
    }

    private void stopBody(String stopId, StopLevel level, long received) {
        try {
            body.stop(level);
            remember(StopReport.newBuilder()
                    .setStopId(stopId)
                    .setReceivedMonoNs(received)
                    .setStoppedMonoNs(nanoTime.getAsLong())
                    .build());
        } catch (RuntimeException e) {
            // No report of a standstill goes out: the platform then stops renewing and calls a person.
            LOG.log(ERROR, "the body failed to stop", e);
        }
    }

    /** The dead-man ends motion like a stop, but latches nothing. */
    void deadMan() {
        stopping.execute(() -> {
            try {
                body.stop(StopLevel.STOP_LEVEL_CONTROLLED_STOP);
            } catch (RuntimeException e) {
                LOG.log(ERROR, "the body failed to stop after contact was lost", e);
            }
        });
    }

    /** Clears the latch if everything fits; never resumes anything. */
    synchronized void clear(ClearGrant grant, LeaseClock lease, RealRules rules) {
        if (grant.getStopId().startsWith(StopLatch.LOCAL)) {
            LOG.log(WARNING, "a stop pressed at the station is cleared at the station only");
        } else if (!lease.stillValid(
                grant.getAnswersHeartbeat(), Duration.ofMillis(grant.getValidForMs()), nanoTime.getAsLong())) {
            LOG.log(WARNING, "ignored the clearing of stop {0}: it came too late", grant.getStopId());
        } else if (latch.latched() && !rules.clearAllowed(grant.getLocalCode())) {
            LOG.log(
                    WARNING,
                    "ignored the clearing of stop {0}: it needs a code of the local console, a person standing by and the"
                            + " stop button released",
                    grant.getStopId());
        } else {
            clear(grant.getStopId(), grant.getBy(), grant.getReason());
        }
    }

    /** Clears; for stops pressed at the station this is called by the station's own operator. */
    synchronized boolean clear(String stopId, String by, String reason) {
        try {
            boolean cleared = latch.clear(stopId);
            if (cleared) {
                reports.remove(stopId);
                LOG.log(INFO, "stop {0} cleared by {1}: {2}", stopId, by, reason);
            }
            return cleared;
        } catch (IOException e) {
            LOG.log(ERROR, "the stop stays latched: its clearing could not be kept on disk", e);
            return false;
        }
    }

    private synchronized void remember(StopReport report) {
        reports.put(report.getStopId(), report);
        if (reports.size() > REMEMBERED) {
            reports.remove(reports.keySet().iterator().next());
        }
        report(report);
    }

    private void report(StopReport report) {
        sender.accept(StationFrame.newBuilder().setStopReport(report).build());
    }

    @Override
    public void close() {
        stopping.shutdown();
    }
}
