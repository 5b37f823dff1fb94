package dev.parley.server;

import dev.parley.core.person.FirstAdmin;
import dev.parley.core.reactive.ReactiveBridge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells whoever starts an installation for the first time how to sign in to it. The password itself goes to a terminal alone:
 * what is not one may be a log that others read.
 */
@ApplicationScoped
class FirstAdminLine {
    private static final Duration MADE_WITHIN = Duration.ofSeconds(60);

    private final FirstAdmin firstAdmin;
    private final ReactiveBridge bridge;

    @Inject
    FirstAdminLine(FirstAdmin firstAdmin, ReactiveBridge bridge) {
        this.firstAdmin = firstAdmin;
        this.bridge = bridge;
    }

    /** Makes the first platform admin where there is none, and says so. */
    void print(PrintStream out) {
        bridge.onContext(firstAdmin::makeIfNone)
                .await()
                .atMost(MADE_WITHIN)
                .ifPresent(made -> out.println(sentence(made, isTerminal())));
    }

    static String sentence(FirstAdmin.Made made, boolean terminal) {
        return terminal
                ? "Sign in at /sign-in as \"%s\" with the one-time password %s ; it is shown this once, and lies in %s until you have changed it."
                        .formatted(made.login(), made.oneTimePassword(), made.file())
                : "Sign in at /sign-in as \"%s\"; the one-time password is in %s".formatted(made.login(), made.file());
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
