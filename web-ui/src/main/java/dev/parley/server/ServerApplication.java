package dev.parley.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/** What runs while Quarkus serves: the embedded simulators, and the sentence that says that all is ready. */
public final class ServerApplication implements QuarkusApplication {
    private final EmbeddedSimulators simulators;
    private final ReadyLine readyLine;

    @Inject
    ServerApplication(EmbeddedSimulators simulators, ReadyLine readyLine) {
        this.simulators = simulators;
        this.readyLine = readyLine;
    }

    @Override
    public int run(String... arguments) {
        simulators.start();
        readyLine.print(System.out);
        Quarkus.waitForExit();
        System.out.println("Parley is ending ...");
        // Now, while their gateway still listens to what they have to say.
        simulators.end();
        return 0;
    }
}
