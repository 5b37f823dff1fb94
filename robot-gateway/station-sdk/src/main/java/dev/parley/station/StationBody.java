package dev.parley.station;

import com.google.protobuf.ByteString;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a station is made of: a simulator, or the adapter of a robot. The SDK keeps the session, the lease and the data;
 * the body moves. Methods may be called from different threads at the same time, except where said otherwise.
 */
public interface StationBody {
    /** What this station can do. Read once per session, so it may change while offline. */
    Capabilities capabilities();

    /**
     * Why this episode cannot run here, as plain sentences; empty when it can. Called on the control loop: answer within
     * milliseconds. The SDK already refuses what runs here, what ran here and what a latched stop forbids.
     */
    List<String> violations(EpisodeSpec spec);

    /**
     * Runs one episode, on the slot's own thread. Reports {@code resetting}, {@code ready}, {@code running} in this order,
     * asks {@link EpisodeRun#mayMove()} before each single action (resetting a real arm is motion too), and ends with
     * {@link EpisodeRun#finish}. Returning without it, or throwing, makes the episode ABORTED by a station fault.
     */
    void run(EpisodeRun run) throws Exception;

    /**
     * Draws a picture of a scene; called on a thread of its own, one request at a time. While an episode runs it is called only
     * where the capabilities say {@code composes}: it must then leave the episode alone.
     *
     * @return PNG bytes
     * @throws IllegalArgumentException saying what cannot be drawn; the sentence goes to the asker
     */
    byte[] render(RenderRequest request);

    /**
     * The same for a body that can also put objects where the request says: it adds what the picture shows. The SDK fills in
     * which request it answers.
     *
     * @throws IllegalArgumentException as {@link #render} does
     */
    default RenderReply.Builder draw(RenderRequest request) {
        return RenderReply.newBuilder().setPng(ByteString.copyFrom(render(request)));
    }

    /**
     * Ends motion now and returns when nothing moves any more; must not wait for {@link #run}. {@link EpisodeRun#mayMove()}
     * is already false. A body that moves only between two calls of {@code mayMove} has nothing to do.
     */
    void stop(StopLevel level);

    /**
     * What a run that was cut off left in its folder and is worth keeping as evidence, made readable; empty when there is
     * nothing. Called after a new start, never while the episode runs.
     *
     * @param directory what {@link EpisodeRun#directory} was
     * @throws IOException if what lies there cannot be read or mended
     */
    default List<ArtifactFile> leftovers(Path directory) throws IOException {
        return List.of();
    }

    /** Whether a person stands by; real robots say so in every heartbeat. */
    default boolean operatorPresent() {
        return false;
    }

    /** Whether the robot's own stop button is pressed, where that can be read. */
    default boolean hardwareStopPressed() {
        return false;
    }
}
