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
import java.util.Optional;

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
     * What the camera shows now, of a body whose capabilities say {@code shows_present}: before each episode of a blind comparison it is
     * held against the start of the other one. Called on the thread of {@link #draw}, and never while an episode runs. Masks are the
     * body's to apply, as everywhere.
     *
     * @param request camera and size; a robot leaves scene, seed and conditions aside
     * @return PNG bytes of at most the size that the request says
     * @throws IllegalArgumentException saying why there is none; the sentence goes to the operator
     */
    default byte[] present(RenderRequest request) {
        throw new IllegalArgumentException("This station shows no present picture.");
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

    /**
     * Why this body takes no work now, whatever is offered, one sentence: it rests, or was never examined. Empty when it does. The
     * platform shows it and offers nothing meanwhile; an episode that runs goes on. Asked on the control loop, often: answer from memory.
     */
    default Optional<String> unfit() {
        return Optional.empty();
    }

    /**
     * The answer to a line of the local console that the SDK does not know, beginning with "ok" or "no"; empty where this body does not
     * know it either. Under the rules of a real robot only, on the console's own thread.
     */
    default Optional<String> console(List<String> words) {
        return Optional.empty();
    }
}
