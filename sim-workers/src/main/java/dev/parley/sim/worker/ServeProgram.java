package dev.parley.sim.worker;

import dev.parley.sim.policy.OnnxDevice;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.serve.ServeCommand;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The worker's program as a policy server. SIGINT and SIGTERM end it in order. */
final class ServeProgram {

    // Held, so that what is set on it stays.
    private static final Logger ENCODER_LIBRARY = Logger.getLogger("ai.djl");

    private ServeProgram() {}

    static void run(List<String> arguments) throws InterruptedException {
        // As in EvaluateCommand: it would report how it is used, and warn where there is no GPU.
        System.setProperty("ai.djl.offline", "true");
        ENCODER_LIBRARY.setLevel(Level.SEVERE);
        try {
            OnnxDevice.wanted();
        } catch (PolicyException e) {
            System.err.println(e.getMessage());
            System.exit(ServeCommand.WRONG_USE);
        }
        ServeCommand serve = new ServeCommand(System.getenv(), System.out, System.err);
        EndingSignals signals = new EndingSignals();
        signals.handle(serve::stop);
        int code = serve.run(arguments);
        System.exit(signals.exitCode() != 0 ? signals.exitCode() : code);
    }
}
