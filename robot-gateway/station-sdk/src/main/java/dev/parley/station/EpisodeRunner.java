package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.journal.AtMostOnceJournal;
import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.lease.MotionGuard;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.HeldEpisode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs bodies: from a Start that counts to the report, on the slot's own thread. */
final class EpisodeRunner {
    private static final System.Logger LOG = System.getLogger(EpisodeRunner.class.getName());
    private static final Ending CONTACT_LOST = new Ending(
            EndReason.END_REASON_CONTACT_LOST,
            "The station lost contact with the platform for longer than it may move alone.");

    private final StationConfig config;
    private final StationBody body;
    private final LeaseClock lease;
    private final BooleanSupplier forbidden;
    private final EpisodeJournal journal;
    private final AtMostOnceJournal atMostOnce;
    private final HeldEpisodes held;
    private final TelemetrySender telemetry;
    private final EpisodeReporter reporter;
    private final ControlLoop loop;
    private final Consumer<EpisodeEvent> events;
    private final LongSupplier nanoTime;

    /** @param forbidden whether nothing may move here, whatever the lease says */
    EpisodeRunner(
            StationConfig config,
            StationBody body,
            LeaseClock lease,
            BooleanSupplier forbidden,
            EpisodeJournal journal,
            AtMostOnceJournal atMostOnce,
            HeldEpisodes held,
            TelemetrySender telemetry,
            EpisodeReporter reporter,
            ControlLoop loop,
            Consumer<EpisodeEvent> events) {
        this.config = config;
        this.body = body;
        this.lease = lease;
        this.forbidden = forbidden;
        this.journal = journal;
        this.atMostOnce = atMostOnce;
        this.held = held;
        this.telemetry = telemetry;
        this.reporter = reporter;
        this.loop = loop;
        this.events = events;
        nanoTime = config.nanoTime();
    }

    /**
     * Begins the episode in its slot; on the control loop.
     *
     * @throws IOException if its data cannot be kept; then nothing has begun
     */
    void begin(Slot slot, EpisodeOffer offer, EpisodeStart start) throws IOException {
        HeldEpisode entry = HeldEpisode.newBuilder()
                .setEpisodeId(offer.getEpisodeId())
                .setFence(offer.getFence())
                .setState(EpisodeState.EPISODE_STATE_CREATED)
                .build();
        EpisodeFolder folder = journal.create(entry, offer.getSpec());
        EpisodeRecord record = EpisodeRecord.started(folder, entry);
        record.upload(start.getUpload());
        StepSpool spool = openSpool(folder);
        TelemetryStream stream = new TelemetryStream(record.id(), record.fence(), spool, telemetry::wake);
        RunningEpisode episode = new RunningEpisode(
                record,
                offer.getSpec(),
                live(start),
                new MotionGuard<>(lease, forbidden, CONTACT_LOST, nanoTime.getAsLong()),
                spool,
                stream,
                nanoTime,
                events,
                config.watcher());
        held.add(record);
        config.watcher().reached(Milestone.STARTED, record.id());
        telemetry.add(stream);
        slot.run(episode, () -> run(slot, episode));
    }

    private static StepSpool openSpool(EpisodeFolder folder) throws IOException {
        try {
            return StepSpool.create(folder.steps());
        } catch (IOException e) {
            folder.delete();
            throw e;
        }
    }

    private Map<String, LiveTarget> live(EpisodeStart start) {
        Map<String, LiveTarget> live = new HashMap<>();
        start.getLiveList()
                .forEach(target -> live.put(
                        target.getCamera(),
                        new LiveTarget(target.getCamera(), config.resolve(target.getWhipPath()), target.getBearer())));
        return live;
    }

    private void run(Slot slot, RunningEpisode episode) {
        EpisodeResult result = runBody(episode);
        config.watcher().reached(Milestone.BODY_ENDED, episode.episodeId());
        try {
            reporter.finish(episode, result);
        } catch (IOException | RuntimeException e) {
            LOG.log(ERROR, "the report of episode " + episode.episodeId() + " could not be made", e);
            reportFault(episode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        telemetry.remove(episode.telemetry());
        try {
            episode.spool().close();
        } catch (IOException e) {
            LOG.log(WARNING, "closing the step log of episode {0}: {1}", episode.episodeId(), e.getMessage());
        }
        loop.run(() -> slot.release(episode));
    }

    private EpisodeResult runBody(RunningEpisode episode) {
        try {
            if (episode.spec().getGuarantee() == Guarantee.GUARANTEE_AT_MOST_ONCE) {
                atMostOnce.motionBegins(episode.episodeId(), episode.fence());
            }
            config.watcher().reached(Milestone.JOURNALLED, episode.episodeId());
            body.run(episode);
            return episode.result().orElseGet(() -> fault(episode, "The station's program gave no result."));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(ERROR, "the data of episode " + episode.episodeId() + " cannot be kept", e);
            return fault(episode, "The station could not keep the episode's data; its disk may be full.");
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            LOG.log(ERROR, "episode " + episode.episodeId() + " failed", e);
            return fault(
                    episode, "The station's program failed: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static EpisodeResult fault(RunningEpisode episode, String detail) {
        Ending why = episode.ending().orElse(new Ending(EndReason.END_REASON_STATION_FAULT, detail));
        return EpisodeResult.aborted(why, episode.spool().count(), "", List.of());
    }

    private static void reportFault(RunningEpisode episode) {
        try {
            episode.change(EpisodeEvent.newBuilder()
                    .setState(EpisodeState.EPISODE_STATE_ABORTED)
                    .setEndReason(EndReason.END_REASON_STATION_FAULT)
                    .setDetail("The station could not put the episode's report together."));
        } catch (RuntimeException e) {
            LOG.log(ERROR, "episode " + episode.episodeId() + " stays unreported until the next start", e);
        }
    }
}
