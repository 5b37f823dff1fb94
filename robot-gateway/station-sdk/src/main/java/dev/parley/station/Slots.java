package dev.parley.station;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.SlotStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The places for episodes. Promises and releases happen on the control loop; what runs may be asked from any thread. */
final class Slots implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Slots.class.getName());

    private final List<Slot> slots;
    private final Runnable deadMan;

    /** @param deadMan called when contact was lost for so long that an episode ended */
    Slots(int count, Runnable deadMan) {
        this.deadMan = deadMan;
        slots = IntStream.range(0, count).mapToObj(Slot::new).toList();
    }

    int count() {
        return slots.size();
    }

    Slot slot(int number) {
        return slots.get(number);
    }

    /** The slot that is promised to exactly this episode under this fence. */
    Optional<Slot> promisedTo(String episodeId, long fence) {
        return slots.stream()
                .filter(slot -> slot.promised()
                        .filter(offer -> is(offer, episodeId, fence))
                        .isPresent())
                .findFirst();
    }

    private static boolean is(EpisodeOffer offer, String episodeId, long fence) {
        return offer.getEpisodeId().equals(episodeId) && offer.getFence() == fence;
    }

    /** The episode, if its body runs. */
    Optional<RunningEpisode> running(EpisodeId id) {
        return slots.stream()
                .flatMap(slot -> slot.running().stream())
                .filter(episode -> episode.episodeId().equals(id))
                .findFirst();
    }

    long runningCount() {
        return slots.stream().filter(slot -> slot.running().isPresent()).count();
    }

    /** Whether a slot is free. */
    boolean idle() {
        return slots.stream().anyMatch(slot -> slot.running().isEmpty());
    }

    List<SlotStatus> status() {
        return slots.stream().map(Slots::status).toList();
    }

    private static SlotStatus status(Slot slot) {
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

    @Override
    public void close() {
        slots.forEach(Slot::close);
    }
}
