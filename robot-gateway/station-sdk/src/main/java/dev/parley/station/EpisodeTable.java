package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.journal.AtMostOnceJournal;
import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.lease.MotionGuard;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.stop.StopLatch;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeAbort;
import dev.parley.station.v1.EpisodeAck;
import dev.parley.station.v1.EpisodeDecision;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.SlotStatus;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.UploadTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The episodes of this station: offers, starts, running bodies, and what is held until the platform has it. Runs on the
 * control loop, except where said.
 */
final class EpisodeTable {
    private static final System.Logger LOG = System.getLogger(EpisodeTable.class.getName());
    private static final Ending CONTACT_LOST = new Ending(
            EndReason.END_REASON_CONTACT_LOST,
            "The station lost contact with the platform for longer than it may move alone.");

    /** An event that is not acknowledged by then goes out again. */
    private static final int MOST_VIOLATIONS = 16;

    private final StationConfig config;
    private final StationBody body;
    private final LeaseClock lease;
    private final StopLatch latch;
    private final EpisodeJournal journal;
    private final AtMostOnceJournal atMostOnce;
    private final TelemetrySender telemetry;
    private final EpisodeReporter reporter;
    private final ControlLoop loop;
    private final Executor background;
    private final Consumer<StationFrame> sender;
    private final Runnable deadMan;
    private final LongSupplier nanoTime;
    private final List<Slot> slots;
    private final Map<EpisodeId, EpisodeRecord> held = new ConcurrentHashMap<>();

    EpisodeTable(Parts parts, int slotCount) throws IOException {
        config = parts.config();
        body = parts.body();
        lease = parts.lease();
        latch = parts.latch();
        journal = parts.journal();
        atMostOnce = parts.atMostOnce();
        telemetry = parts.telemetry();
        reporter = parts.reporter();
        loop = parts.loop();
        background = parts.background();
        sender = parts.sender();
        deadMan = parts.deadMan();
        nanoTime = config.nanoTime();
        List<Slot> made = new ArrayList<>();
        for (int i = 0; i < slotCount; i++) {
            made.add(new Slot(i));
        }
        slots = List.copyOf(made);
        for (EpisodeFolder folder : journal.held()) {
            EpisodeRecord record = EpisodeRecord.found(folder, folder.held().orElseThrow());
            held.put(record.id(), record);
        }
    }

    /** What the table is built from. */
    record Parts(
            StationConfig config,
            StationBody body,
            LeaseClock lease,
            StopLatch latch,
            EpisodeJournal journal,
            AtMostOnceJournal atMostOnce,
            TelemetrySender telemetry,
            EpisodeReporter reporter,
            ControlLoop loop,
            Executor background,
            Consumer<StationFrame> sender,
            Runnable deadMan) {}

    List<HeldEpisode> heldEpisodes() {
        return held.values().stream()
                .map(EpisodeRecord::held)
                .sorted(Comparator.comparingLong(HeldEpisode::getFence))
                .toList();
    }

    int heldCount() {
        return held.size();
    }

    long runningCount() {
        return slots.stream().filter(slot -> slot.running().isPresent()).count();
    }

    boolean idle() {
        return slots.stream().anyMatch(slot -> slot.running().isEmpty());
    }

    List<SlotStatus> slotStatus() {
        return slots.stream().map(this::status).toList();
    }

    private SlotStatus status(Slot slot) {
        SlotStatus.Builder status = SlotStatus.newBuilder().setSlot(slot.number());
        slot.running().ifPresent(episode -> {
            EpisodeState state = episode.recordOf().state();
            status.setEpisodeId(episode.episodeId().toString())
                    .setFence(episode.fence().value())
                    .setState(state)
                    .setStep(episode.spool().count())
                    .setMoving(episode.mayMove()
                            && (state == EpisodeState.EPISODE_STATE_RUNNING
                                    || state == EpisodeState.EPISODE_STATE_RESETTING));
        });
        return status.build();
    }

    void offered(EpisodeOffer offer) {
        List<String> violations = refusals(offer);
        if (violations.isEmpty() && !slots.get(offer.getSlot()).promise(offer)) {
            violations = List.of("Slot " + offer.getSlot() + " is taken.");
        }
        reply(offer.getEpisodeId(), offer.getFence(), violations);
        if (violations.isEmpty()) {
            // Without a Start the slot is free again; twice the time, since the platform still has to record the lease.
            loop.after(
                    Duration.ofMillis(Math.max(1, offer.getAcceptWithinMs()) * 2L + 10_000),
                    () -> slots.get(offer.getSlot()).forgetPromise(offer));
        }
    }

    private List<String> refusals(EpisodeOffer offer) {
        EpisodeId id = EpisodeId.parse(offer.getEpisodeId());
        if (offer.getSlot() >= slots.size()) {
            return List.of("There is no slot " + offer.getSlot() + "; this station has " + slots.size() + ".");
        }
        if (latch.latched()) {
            return List.of("The station is stopped; a person has to clear the stop first.");
        }
        if (atMostOnce.hasBegun(id) || held.containsKey(id)) {
            return List.of("This episode ran here before and is never repeated.");
        }
        List<String> violations = body.violations(offer.getSpec());
        return violations.size() <= MOST_VIOLATIONS ? violations : violations.subList(0, MOST_VIOLATIONS);
    }

    private void reply(String episodeId, long fence, List<String> violations) {
        sender.accept(StationFrame.newBuilder()
                .setOfferReply(OfferReply.newBuilder()
                        .setEpisodeId(episodeId)
                        .setFence(fence)
                        .setAccepted(violations.isEmpty())
                        .addAllViolations(violations))
                .build());
    }

    void started(EpisodeStart start) {
        Optional<Slot> slot = slots.stream()
                .filter(each -> each.promised()
                        .filter(offer -> offer.getEpisodeId().equals(start.getEpisodeId())
                                && offer.getFence() == start.getFence())
                        .isPresent())
                .findFirst();
        if (slot.isEmpty()) {
            if (!held.containsKey(EpisodeId.parse(start.getEpisodeId()))) {
                reply(start.getEpisodeId(), start.getFence(), List.of("No accepted offer fits this Start."));
            }
            return;
        }
        EpisodeOffer offer = slot.get().promised().orElseThrow();
        if (!lease.stillValid(
                start.getAnswersHeartbeat(), Duration.ofMillis(start.getValidForMs()), nanoTime.getAsLong())) {
            slot.get().forgetPromise(offer);
            reply(start.getEpisodeId(), start.getFence(), List.of("The Start came too late to move anything."));
            return;
        }
        if (latch.latched()) {
            slot.get().forgetPromise(offer);
            reply(start.getEpisodeId(), start.getFence(), List.of("The station was stopped before the Start."));
            return;
        }
        try {
            begin(slot.get(), offer, start);
        } catch (IOException | IllegalStateException e) {
            LOG.log(ERROR, "episode " + start.getEpisodeId() + " cannot begin", e);
            slot.get().forgetPromise(offer);
            reply(
                    start.getEpisodeId(),
                    start.getFence(),
                    List.of("The station cannot keep the episode's data: " + e.getMessage()));
        }
    }

    private void begin(Slot slot, EpisodeOffer offer, EpisodeStart start) throws IOException {
        HeldEpisode entry = HeldEpisode.newBuilder()
                .setEpisodeId(offer.getEpisodeId())
                .setFence(offer.getFence())
                .setState(EpisodeState.EPISODE_STATE_CREATED)
                .build();
        EpisodeFolder folder = journal.create(entry, offer.getSpec());
        EpisodeRecord record = EpisodeRecord.started(folder, entry);
        record.upload(start.getUpload());
        StepSpool spool = StepSpool.create(folder.steps());
        TelemetryStream stream = new TelemetryStream(record.id(), record.fence(), spool, telemetry::wake);
        Map<String, LiveTarget> live = new HashMap<>();
        start.getLiveList()
                .forEach(target -> live.put(
                        target.getCamera(),
                        new LiveTarget(target.getCamera(), config.resolve(target.getWhipPath()), target.getBearer())));
        RunningEpisode episode = new RunningEpisode(
                record,
                offer.getSpec(),
                live,
                new MotionGuard<>(lease, latch::latched, CONTACT_LOST, nanoTime.getAsLong()),
                spool,
                stream,
                nanoTime,
                this::send);
        held.put(record.id(), record);
        telemetry.add(stream);
        slot.run(episode, () -> runBody(slot, episode));
    }

    /** On the slot's thread, from Start to report. */
    private void runBody(Slot slot, RunningEpisode episode) {
        EpisodeResult result;
        try {
            if (episode.spec().getGuarantee() == Guarantee.GUARANTEE_AT_MOST_ONCE) {
                atMostOnce.motionBegins(episode.episodeId(), episode.fence());
            }
            body.run(episode);
            result = episode.result().orElseGet(() -> fault(episode, "The station's program gave no result."));
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            LOG.log(ERROR, "episode " + episode.episodeId() + " failed", e);
            result = fault(
                    episode, "The station's program failed: " + e.getClass().getSimpleName() + ".");
        }
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

    private static EpisodeResult fault(RunningEpisode episode, String detail) {
        Ending why = episode.ending().orElse(new Ending(EndReason.END_REASON_STATION_FAULT, detail));
        return EpisodeResult.aborted(why, episode.spool().count(), "", List.of());
    }

    private void reportFault(RunningEpisode episode) {
        try {
            episode.change(EpisodeEvent.newBuilder()
                    .setState(EpisodeState.EPISODE_STATE_ABORTED)
                    .setEndReason(EndReason.END_REASON_STATION_FAULT)
                    .setDetail("The station could not put the episode's report together."));
        } catch (RuntimeException e) {
            LOG.log(ERROR, "episode " + episode.episodeId() + " stays unreported until the next start", e);
        }
    }

    void aborted(EpisodeAbort abort) {
        Fence fence = new Fence(abort.getFence());
        running(EpisodeId.parse(abort.getEpisodeId()))
                .filter(episode -> episode.fence().equals(fence))
                .ifPresent(episode -> episode.end(new Ending(abort.getReason(), sentence(abort.getReason()))));
        slots.forEach(slot -> slot.promised()
                .filter(offer ->
                        offer.getEpisodeId().equals(abort.getEpisodeId()) && offer.getFence() == abort.getFence())
                .ifPresent(slot::forgetPromise));
    }

    private static String sentence(EndReason reason) {
        return switch (reason) {
            case END_REASON_STOPPED_BY_ASKER -> "The asker withdrew the prompt.";
            case END_REASON_STOPPED_BY_STAFF -> "A member of the staff ended the episode.";
            case END_REASON_UNSPECIFIED,
                    END_REASON_TASK_DONE,
                    END_REASON_STEP_LIMIT,
                    END_REASON_TIME_LIMIT,
                    END_REASON_POLICY_FAULT,
                    END_REASON_ENVELOPE,
                    END_REASON_STATION_FAULT,
                    END_REASON_PLATFORM_FAULT,
                    END_REASON_CONTACT_LOST,
                    UNRECOGNIZED -> "The platform ended the episode.";
        };
    }

    void acknowledged(EpisodeAck ack) {
        EpisodeRecord record = held.get(EpisodeId.parse(ack.getEpisodeId()));
        if (record == null || record.fence().value() != ack.getFence()) {
            return;
        }
        boolean over = record.acknowledged(ack.getSequence());
        if (over && ack.getMayDeleteLocal()) {
            forget(record);
        } else if (over && ack.getWantedArtifactsCount() > 0) {
            sendWanted(record, ack.getWantedArtifactsList());
        }
    }

    private void sendWanted(EpisodeRecord record, List<String> wanted) {
        if (!record.beginUploading()) {
            return;
        }
        background.execute(() -> {
            try {
                if (reporter.uploadWanted(record, wanted)) {
                    // The acknowledgement of the repeated report allows to delete.
                    record.reportAgain().ifPresent(this::send);
                }
            } catch (IOException e) {
                LOG.log(WARNING, "episode {0}: {1}", record.id(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                record.endUploading();
            }
        });
    }

    private void forget(EpisodeRecord record) {
        held.remove(record.id());
        background.execute(() -> {
            try {
                record.folder().delete();
            } catch (IOException e) {
                LOG.log(WARNING, "data of episode {0} could not be deleted: {1}", record.id(), e.getMessage());
            }
        });
    }

    /** Carries out what the platform decided about held episodes, then says again what it has not acknowledged. */
    void decided(List<EpisodeDecision> decisions) {
        for (EpisodeDecision decision : decisions) {
            EpisodeRecord record = held.get(EpisodeId.parse(decision.getEpisodeId()));
            if (record != null && record.fence().value() == decision.getFence()) {
                decided(record, decision);
            }
        }
        held.values().forEach(record -> record.unacknowledged().forEach(this::send));
    }

    private void decided(EpisodeRecord record, EpisodeDecision decision) {
        record.refused(false);
        if (decision.hasUpload() && !decision.getUpload().equals(UploadTarget.getDefaultInstance())) {
            record.upload(decision.getUpload());
        }
        Optional<RunningEpisode> running = running(record.id());
        LOG.log(INFO, "episode {0}: the platform decided {1}", record.id(), decision.getDecision());
        switch (decision.getDecision()) {
            case HELD_DECISION_CONTINUE -> {
                if (running.isEmpty()) {
                    leftover(record);
                }
            }
            case HELD_DECISION_ABORT, HELD_DECISION_REPORT_ONLY -> {
                running.ifPresent(episode -> episode.end(
                        new Ending(EndReason.END_REASON_PLATFORM_FAULT, "The platform gave this attempt up.")));
                if (running.isEmpty()) {
                    leftover(record);
                }
            }
            case HELD_DECISION_FORGET -> {
                running.ifPresent(episode -> episode.end(
                        new Ending(EndReason.END_REASON_PLATFORM_FAULT, "The platform does not know this attempt.")));
                if (running.isEmpty()) {
                    forget(record);
                }
            }
            case HELD_DECISION_UNSPECIFIED, UNRECOGNIZED ->
                LOG.log(WARNING, "episode {0} stays as it is: unknown decision", record.id());
        }
    }

    private void leftover(EpisodeRecord record) {
        try {
            EpisodeReporter.reportLeftover(record);
        } catch (IOException e) {
            LOG.log(ERROR, "what is left of episode " + record.id() + " cannot be reported", e);
        }
    }

    /** The platform said that this fence is not the episode's: it must not move, and nothing more of it is sent. */
    void refused(String episodeId) {
        EpisodeRecord record = held.get(EpisodeId.parse(episodeId));
        if (record != null) {
            record.refused(true);
            running(record.id())
                    .ifPresent(episode -> episode.end(new Ending(
                            EndReason.END_REASON_PLATFORM_FAULT, "The platform gave this attempt to somebody else.")));
        }
    }

    /** Says again what was not acknowledged. */
    void repeatUnacknowledged() {
        held.values().forEach(record -> record.unacknowledged().forEach(this::send));
    }

    /** Looks after the dead-man, several times within the shortest of its times. */
    void watch() {
        for (Slot slot : slots) {
            slot.running().ifPresent(episode -> {
                episode.watchHold();
                if (episode.deadManFired()) {
                    LOG.log(WARNING, "episode {0}: contact lost, controlled stop", episode.episodeId());
                    deadMan.run();
                }
            });
        }
    }

    /** Ends every running episode; any thread. */
    void endAll(Ending why) {
        slots.forEach(slot -> slot.running().ifPresent(episode -> episode.end(why)));
    }

    private Optional<RunningEpisode> running(EpisodeId id) {
        return slots.stream()
                .flatMap(slot -> slot.running().stream())
                .filter(episode -> episode.episodeId().equals(id))
                .findFirst();
    }

    private void send(EpisodeEvent event) {
        sender.accept(StationFrame.newBuilder().setEpisodeEvent(event).build());
    }

    void close() {
        slots.forEach(Slot::close);
    }
}
