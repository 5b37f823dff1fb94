package dev.parley.sim.worker;

import dev.parley.sim.evaluate.Evaluate;
import dev.parley.sim.policy.OnnxDevice;
import dev.parley.sim.policy.PolicyException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The worker's program as a command that measures a policy. SIGINT and SIGTERM end it in order. */
final class EvaluateCommand {

    static final String NAME = "evaluate";

    // Held, so that what is set on it stays.
    private static final Logger ENCODER_LIBRARY = Logger.getLogger("ai.djl");

    private EvaluateCommand() {}

    static void run(List<String> arguments) throws InterruptedException {
        // The text encoder's library reports how it is used unless it is told to stay offline, and warns where there is
        // no GPU.
        System.setProperty("ai.djl.offline", "true");
        ENCODER_LIBRARY.setLevel(Level.SEVERE);
        try {
            OnnxDevice.wanted();
        } catch (PolicyException e) {
            System.err.println(e.getMessage());
            System.exit(Evaluate.WRONG_USE);
        }
        Evaluate evaluate = new Evaluate(
                new ExecutionProfile().get(), new StudyKey(System.getenv(), System.in), System.out, System.err);
        EndingSignals signals = new EndingSignals();
        signals.handle(evaluate::stop);
        int code = evaluate.run(arguments);
        System.exit(code == Evaluate.STOPPED && signals.exitCode() != 0 ? signals.exitCode() : code);
    }
}
