package dev.parley.sim.uploaded;

import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyException;
import dev.parley.station.v1.UploadedPolicy;

/** Tries an uploaded network before anybody may ask it: whether it loads, and answers made-up observations with actions, in time. */
public final class NetworkTrial {
    private static final int QUESTIONS = 3;

    private final PlatformFiles files;

    public NetworkTrial(PlatformFiles files) {
        this.files = files;
    }

    /** How it went. */
    public sealed interface Verdict {
        record Passed() implements Verdict {}

        /** @param why a sentence for its uploader */
        record Failed(String why) implements Verdict {}

        /** It could not be tried here, which says nothing about it. */
        record NotTried(String why) implements Verdict {}
    }

    /** Blocks until it is over. */
    public Verdict run(UploadedPolicy policy) {
        try (Sandbox sandbox = UploadedNetwork.open(files, policy)) {
            for (int i = 0; i < QUESTIONS; i++) {
                UploadedNetwork.checked(sandbox.ask(Showing.madeUp(policy.getInputsList())), policy);
            }
            return new Verdict.Passed();
        } catch (PolicyException e) {
            return new Verdict.Failed(String.valueOf(e.getMessage()));
        } catch (PolicyAwayException e) {
            return new Verdict.NotTried(String.valueOf(e.getMessage()));
        }
    }
}
