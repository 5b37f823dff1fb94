package dev.parley.station;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One episode as the body that runs it sees it. Used by the slot's thread; {@link #mayMove()}, {@link #ending()} and
 * {@link #poster} may be called from any thread.
 */
public interface EpisodeRun {
    EpisodeId episodeId();

    Fence fence();

    EpisodeSpec spec();

    /** The episode's own folder: recordings go here. The SDK deletes it once the platform has everything. */
    Path directory();

    /** Where to publish this camera live; empty when the platform does not want it. */
    Optional<LiveTarget> live(String camera);

    /** The scene is being set up. */
    void resetting();

    /**
     * The scene is set up.
     *
     * @param conditions everything that the scene drew, pinned or not
     */
    void ready(List<Condition> conditions);

    /** The policy acts from now on. */
    void running();

    /**
     * Whether one action may be sent now. Ask before each single action and never keep the answer: it turns false when
     * contact is lost, when anybody stops the station, and when the platform ends the episode. While it is false and
     * {@link #ending()} is empty a real robot holds; it may go on when it turns true again. Where an episode runs at most
     * once it also stays false until the platform has recorded {@link #resetting()}.
     */
    boolean mayMove();

    /** Set once the episode has to end; the body then finishes soon, with {@link EpisodeResult#aborted}. */
    Optional<Ending> ending();

    /**
     * Keeps one step: on disk first, then to the platform as fast as it takes them. Never waits for the network.
     *
     * @throws IllegalArgumentException unless {@code step.getStep()} counts up from 0 by one, and where its notes are longer, or those of
     *     the episode more, than {@link dev.parley.contracts.wire.WireLimits} allows
     */
    void record(StepRecord step) throws IOException;

    /**
     * Shows a small JPEG of a camera in lists, about once a second. The latest wins; it is dropped while offline.
     *
     * @throws IllegalArgumentException if it is larger than 64 KiB
     */
    void poster(String camera, byte[] jpeg);

    /** Hands in the result. Returns at once; upload and report follow when {@link StationBody#run} returns. */
    void finish(EpisodeResult result);
}
