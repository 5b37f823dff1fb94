package dev.parley.server.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Children of a server that was killed. Only what the records prove to be ours is ended. */
public final class Orphans {
    private static final Logger LOG = Logger.getLogger(Orphans.class);
    private static final long END_WITHIN_S = 10;

    private Orphans() {}

    /** Ends everything that the records of {@code folder} name and that still runs; PostgreSQL ends itself, see there. */
    public static void endAll(Path folder) throws IOException, InterruptedException {
        for (ChildRecord record : ChildRecord.all(folder)) {
            if (!record.name().equals(PostgresChild.NAME)) {
                end(record, END_WITHIN_S);
            }
            ChildRecord.forget(folder, record.name());
        }
    }

    /** Asks the process to end, and after {@code withinSeconds} makes it. Does nothing when it is gone or another one. */
    static void end(ChildRecord record, long withinSeconds) throws InterruptedException {
        Optional<ProcessHandle> running = record.running();
        if (running.isEmpty()) {
            return;
        }
        ProcessHandle process = running.get();
        process.destroy();
        if (!gone(process, withinSeconds)) {
            LOG.warnf("%s (process %d) did not end when asked; it is killed", record.name(), record.pid());
            process.destroyForcibly();
            gone(process, withinSeconds);
        }
    }

    static boolean gone(ProcessHandle process, long withinSeconds) throws InterruptedException {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(withinSeconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e.getCause());
        }
    }
}
