package dev.parley.server.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Carries what a child says into the server's log, each line under the child's name. */
final class LogLines {
    private LogLines() {}

    /** Reads until the stream ends, on a thread of its own. */
    static void follow(String name, InputStream stream, Consumer<String> alsoTell) {
        Logger log = Logger.getLogger("child." + name);
        Thread.ofPlatform().daemon().name("log-" + name).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    log.info(line);
                    alsoTell.accept(line);
                }
            } catch (IOException e) {
                log.debugf(e, "output of %s ended", name);
            }
        });
    }
}
