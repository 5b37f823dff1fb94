package dev.parley.sim.uploaded;

import dev.parley.policy.onnx.OutlineFault;
import dev.parley.policy.onnx.OutlineReader;
import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.UploadedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network that a researcher uploaded, for one episode, in a sandbox. What it does wrong counts against it ({@link PolicyException}); a
 * file that cannot be had, or a process that cannot be started, does not ({@link PolicyAwayException}).
 */
public final class UploadedNetwork implements Policy {
    /** The sandbox ends what takes too long; whoever asks waits a little longer, so that it hears why. */
    private static final Duration LONGER_THAN_THE_SANDBOX = Duration.ofSeconds(3);

    private final PlatformFiles files;
    private final Supplier<SentenceEncoder> encoder;
    private final UploadedPolicy policy;
    private final PolicyCard card;
    private @Nullable Sandbox sandbox;
    private @Nullable Showing showing;
    private float[] chunk = new float[0];
    private int done;

    /** @param encoder asked when words are to be read */
    public UploadedNetwork(
            PlatformFiles files, Supplier<SentenceEncoder> encoder, PolicyReference reference, SceneDescription scene) {
        this.files = files;
        this.encoder = encoder;
        policy = reference.getUploaded();
        card = PolicyCard.brought(
                reference.getName(),
                "An uploaded policy",
                "uploaded",
                reference.getDigest(),
                scene,
                "A file that a researcher uploaded.");
    }

    /** Why it cannot run in a scene of this station; empty when it can. */
    public static Optional<String> refusal(PolicyReference reference, SceneDescription scene, boolean picture) {
        return picture
                ? Optional.of("An uploaded policy takes no goal image")
                : Showing.refusal(reference.getUploaded(), scene);
    }

    /** How long one answer may take at most. */
    public static Duration thinking(PolicyReference reference) {
        return SandboxLimits.of(reference.getUploaded()).infer().plus(LONGER_THAN_THE_SANDBOX);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        float[] words = Showing.wantsWords(policy) ? encoder.get().encode(prompted.words()) : new float[0];
        showing = new Showing(policy.getInputsList(), words);
        close();
        sandbox = open(files, policy);
        chunk = new float[0];
        done = 0;
    }

    /** A sandbox with that network in it, ready to be asked. */
    static Sandbox open(PlatformFiles files, UploadedPolicy policy) {
        Path file = files.get(policy);
        try {
            // The platform looked as well, but it is this machine that would open what the file names.
            OutlineReader.read(file);
        } catch (OutlineFault fault) {
            throw new PolicyException("The network does not load: " + fault.getMessage(), fault);
        } catch (IOException e) {
            throw new PolicyAwayException("The uploaded file could not be read", e);
        }
        return Sandbox.open(
                file,
                policy.getInputsList().stream().map(SandboxWire.Given::of).toList(),
                policy.getOutput(),
                SandboxLimits.of(policy),
                files.sandboxFolder());
    }

    @Override
    public Action act(Observation seen) {
        Sandbox asked = sandbox;
        Showing shown = showing;
        if (asked == null || shown == null) {
            throw new IllegalStateException("a policy is begun before it acts");
        }
        int width = policy.getActionWidth();
        if (done * width >= chunk.length || done == policy.getHorizon()) {
            chunk = checked(asked.ask(shown.of(seen)), policy);
            done = 0;
        }
        double[] action = new double[width];
        for (int i = 0; i < width; i++) {
            action[i] = chunk[done * width + i];
        }
        done++;
        return new Action(action);
    }

    /** Rows of actions, at least as many as are carried out. */
    static float[] checked(float[] answer, UploadedPolicy policy) {
        int width = policy.getActionWidth();
        if (answer.length == 0 || answer.length % width != 0) {
            throw new PolicyException(
                    "The network gave %d numbers, which are no actions of %d each".formatted(answer.length, width));
        }
        if (answer.length / width < policy.getHorizon()) {
            throw new PolicyException("The network gave %d actions; it was declared to give at least %d"
                    .formatted(answer.length / width, policy.getHorizon()));
        }
        for (float number : answer) {
            if (!Float.isFinite(number)) {
                throw new PolicyException("The network gave an action that is not finite: " + number);
            }
        }
        return answer;
    }

    /** Ends its process. */
    @Override
    public void close() {
        Sandbox open = sandbox;
        if (open != null) {
            sandbox = null;
            open.close();
        }
    }
}
