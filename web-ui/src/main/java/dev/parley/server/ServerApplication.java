package dev.parley.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/** What runs while Quarkus serves: the embedded simulators, the first admin, and the sentence that says that all is ready. */
public final class ServerApplication implements QuarkusApplication {
    private final EmbeddedSimulators simulators;
    private final RegisteredSimulators registered;
    private final FirstAdminLine firstAdmin;
    private final ReadyLine readyLine;

    @Inject
    ServerApplication(
            EmbeddedSimulators simulators,
            RegisteredSimulators registered,
            FirstAdminLine firstAdmin,
            ReadyLine readyLine) {
        this.simulators = simulators;
        this.registered = registered;
        this.firstAdmin = firstAdmin;
        this.readyLine = readyLine;
    }

    @Override
    public int run(String... arguments) {
        registered.register();
        simulators.start();
        firstAdmin.print(System.out);
        readyLine.print(System.out);
        Quarkus.waitForExit();
        System.out.println("Parley is ending ...");
        // Now, while their gateway still listens to what they have to say.
        simulators.end();
        return 0;
    }
}
