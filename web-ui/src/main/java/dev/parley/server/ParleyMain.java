package dev.parley.server;

import dev.parley.server.child.DataInUseException;
import dev.parley.server.child.DataLock;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/**
 * The server. Takes the data folder, starts the services that are not configured to be elsewhere, then Quarkus; on
 * Ctrl-C ends them the other way round and returns when every child is gone.
 */
@QuarkusMain
public final class ParleyMain {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    /** What a shell gives to a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private ParleyMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings;
        DataLock lock;
        try {
            settings = Settings.read(System.getProperties(), System.getenv());
            if (settings.simulators() > 0) {
                settings.scenes().requireThere(settings.simulatorProgram());
            }
            lock = DataLock.take(settings.data(), settings.url());
        } catch (IllegalArgumentException | DataInUseException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        LocalServices services = new LocalServices(settings, lock, System.out);
        // Also for ends that nobody asked for, such as System.exit in a library; ending twice does nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(services::end, "end-children"));
        Signals.onEndRequest(ParleyMain::end);
        try {
            services.start().forEach(System::setProperty);
        } catch (IOException | RuntimeException e) {
            System.err.println("Parley cannot start: " + e.getMessage());
            System.exit(FAILED);
            return;
        }
        Quarkus.run(
                ServerApplication.class,
                (code, failure) -> {
                    if (failure != null) {
                        System.err.println("Parley cannot start: " + rootMessage(failure));
                    }
                    services.end();
                    System.exit(code);
                },
                arguments);
    }

    /** In order once the application runs; before that its end request would be forgotten, and the shutdown hook does. */
    private static void end() {
        Application application = Application.currentApplication();
        if (application != null && application.isStarted()) {
            Quarkus.asyncExit(0);
        } else {
            System.exit(INTERRUPTED);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
