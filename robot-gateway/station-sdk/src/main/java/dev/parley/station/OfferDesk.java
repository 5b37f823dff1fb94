package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.journal.AtMostOnceJournal;
import dev.parley.station.lease.LeaseClock;
import dev.parley.station.stop.StopLatch;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.StationFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Answers offers and takes Starts. On the control loop. */
final class OfferDesk {
    private static final System.Logger LOG = System.getLogger(OfferDesk.class.getName());
    private static final int MOST_VIOLATIONS = 16;

    private final Slots slots;
    private final HeldEpisodes held;
    private final EpisodeRunner runner;
    private final StationBody body;
    private final AtMostOnceJournal atMostOnce;
    private final LeaseClock lease;
    private final StopLatch latch;
    private final Supplier<Optional<String>> unfit;
    private final ControlLoop loop;
    private final Consumer<StationFrame> sender;
    private final LongSupplier nanoTime;

    /** @param unfit why this station takes no work now, whatever is offered */
    OfferDesk(
            Slots slots,
            HeldEpisodes held,
            EpisodeRunner runner,
            StationBody body,
            AtMostOnceJournal atMostOnce,
            LeaseClock lease,
            StopLatch latch,
            Supplier<Optional<String>> unfit,
            ControlLoop loop,
            Consumer<StationFrame> sender,
            LongSupplier nanoTime) {
        this.slots = slots;
        this.held = held;
        this.runner = runner;
        this.body = body;
        this.atMostOnce = atMostOnce;
        this.lease = lease;
        this.latch = latch;
        this.unfit = unfit;
        this.loop = loop;
        this.sender = sender;
        this.nanoTime = nanoTime;
    }

    void offered(EpisodeOffer offer) {
        List<String> violations = refusals(offer);
        if (violations.isEmpty() && !slots.slot(offer.getSlot()).promise(offer)) {
            violations = List.of("Slot " + offer.getSlot() + " is taken.");
        }
        reply(offer.getEpisodeId(), offer.getFence(), violations);
        if (violations.isEmpty()) {
            // Without a Start the slot is free again; twice the time, since the platform still has to record the lease.
            loop.after(
                    Duration.ofMillis(Math.max(1, offer.getAcceptWithinMs()) * 2L + 10_000),
                    () -> slots.slot(offer.getSlot()).forgetPromise(offer));
        }
    }

    private List<String> refusals(EpisodeOffer offer) {
        EpisodeId id = EpisodeId.parse(offer.getEpisodeId());
        if (offer.getSlot() < 0 || offer.getSlot() >= slots.count()) {
            return List.of("There is no slot " + Integer.toUnsignedString(offer.getSlot()) + "; this station has "
                    + slots.count() + ".");
        }
        if (latch.latched()) {
            return List.of("The station is stopped; a person has to clear the stop first.");
        }
        if (atMostOnce.hasBegun(id) || held.find(id).isPresent()) {
            return List.of("This episode ran here before and is never repeated.");
        }
        Optional<String> reason = unfit.get();
        if (reason.isPresent()) {
            return List.of(reason.get());
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
        Optional<Slot> slot = slots.promisedTo(start.getEpisodeId(), start.getFence());
        if (slot.isEmpty()) {
            if (held.find(EpisodeId.parse(start.getEpisodeId())).isEmpty()) {
                refuse(start, "No accepted offer fits this Start.");
            }
            return;
        }
        EpisodeOffer offer = slot.get().promised().orElseThrow();
        Optional<String> obstacle = obstacle(start);
        if (obstacle.isPresent()) {
            slot.get().forgetPromise(offer);
            refuse(start, obstacle.get());
            return;
        }
        try {
            runner.begin(slot.get(), offer, start);
        } catch (IOException | IllegalStateException e) {
            LOG.log(ERROR, "episode " + start.getEpisodeId() + " cannot begin", e);
            slot.get().forgetPromise(offer);
            refuse(start, "The station cannot keep the episode's data: " + e.getMessage());
        }
    }

    /** Asked again at Start: seconds may lie between an offer and its Start. */
    private Optional<String> obstacle(EpisodeStart start) {
        if (!lease.stillValid(
                start.getAnswersHeartbeat(), Duration.ofMillis(start.getValidForMs()), nanoTime.getAsLong())) {
            return Optional.of("The Start came too late to move anything.");
        }
        if (latch.latched()) {
            return Optional.of("The station was stopped before the Start.");
        }
        return unfit.get();
    }

    private void refuse(EpisodeStart start, String why) {
        reply(start.getEpisodeId(), start.getFence(), List.of(why));
    }
}
