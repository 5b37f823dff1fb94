package dev.parley.sim.serve;

import dev.parley.policy.link.PolicyServer;
import dev.parley.policy.link.ServerSettings;
import dev.parley.sim.policy.PolicyException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The worker's program as a command that serves one carried policy until it is told to stop. */
public final class ServeCommand {
    public static final String NAME = "serve";
    public static final int WRONG_USE = 2;

    /** Then the address, the policy's name and its version. */
    public static final String READY = "PARLEY-POLICY-SERVER ready";

    static final int STOPPED = 0;
    static final int ADDRESS_TAKEN = 1;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public ServeCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** From any thread; the command ends once its connections are closed. */
    public void stop() {
        stopped.countDown();
    }

    /** @return the exit code */
    public int run(List<String> arguments) throws InterruptedException {
        ServeOptions options;
        ServedNetwork policy;
        try {
            options = ServeOptions.parse(arguments, environment);
            policy = ServedNetwork.load(options.policy());
        } catch (IllegalArgumentException | PolicyException e) {
            err.println(e.getMessage());
            err.println(ServeOptions.USAGE);
            return WRONG_USE;
        }
        try (policy) {
            policy.warmUp();
            return serve(options, policy);
        }
    }

    private int serve(ServeOptions options, ServedNetwork policy) throws InterruptedException {
        ServerSettings settings = ServerSettings.of(options.address(), options.key(), options.connections());
        try (PolicyServer server = PolicyServer.start(settings, policy, System::nanoTime)) {
            out.println(READY + " " + server.url() + " " + policy.card().name() + " "
                    + policy.card().version());
            out.flush();
            stopped.await();
            return STOPPED;
        } catch (IOException e) {
            err.println("There is no listening at " + options.address() + ": " + e.getMessage());
            return ADDRESS_TAKEN;
        }
    }
}
