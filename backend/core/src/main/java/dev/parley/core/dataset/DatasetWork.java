package dev.parley.core.dataset;

import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.dataset.archive.ArchiveTooLarge;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Makes one data set from beginning to end, on a thread of its own: has it written, publishes it, and says what came of it. It begins
 * anew each time: what an attempt that was killed left is a file under a name that nobody offers, and goes with the next attempt.
 */
@ApplicationScoped
class DatasetWork {
    private static final Logger LOG = Logger.getLogger(DatasetWork.class);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final DatasetLeases leases;
    private final DatasetContent content;
    private final ArchiveStore archives;

    @Inject
    DatasetWork(DatasetLeases leases, DatasetContent content, ArchiveStore archives) {
        this.leases = leases;
        this.content = content;
        this.archives = archives;
    }

    /** Never fails: what goes wrong becomes the data set's state. */
    void write(DatasetLeases.Claim claim, DatasetProgress progress) {
        DatasetId id = claim.dataset().id();
        try {
            attempt(claim, progress);
        } catch (LeaseLost e) {
            LOG.debugf("data set %s: attempt %d ended, it is somebody else's or nobody's", id, claim.attempt());
        } catch (ArchiveTooLarge | NothingFits e) {
            settle(leases.fail(claim, String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            failed(claim, e);
        }
    }

    private void failed(DatasetLeases.Claim claim, Exception e) {
        boolean full = e instanceof ParleyException known && known.code() == ErrorCode.STORAGE_FULL;
        LOG.warnf(e, "data set %s: attempt %d failed", claim.dataset().id(), claim.attempt());
        if (claim.attempt() < DatasetLeases.MOST_ATTEMPTS) {
            settle(leases.again(claim, PAUSE));
        } else {
            settle(leases.fail(
                    claim,
                    full
                            ? "The server's disk has no room for it. Ask for less of it, or tell whoever runs this."
                            : "It could not be written. Ask for it anew; if it fails again, tell whoever runs this."));
        }
    }

    private void attempt(DatasetLeases.Claim claim, DatasetProgress progress) throws IOException {
        DatasetData dataset = claim.dataset();
        // Each attempt has its own: one that was only slow must not take away the file of whoever took over.
        for (int earlier = 1; earlier < claim.attempt(); earlier++) {
            archives.workFile(workName(dataset, earlier));
        }
        Path file = archives.workFile(workName(dataset, claim.attempt()));
        try {
            DatasetContent.Written written = content.write(dataset, file, progress);
            progress.requireLease();
            String key = claim.archiveKey();
            archives.publish(key, file, written.whole().sha256());
            DatasetData.Archive archive = new DatasetData.Archive(
                    key, written.whole().bytes(), written.whole().sha256());
            if (!waitFor(leases.ready(claim, archive, written.manifest(), written.episodes()))) {
                // Nobody was told of it.
                archives.erase(dataset.id() + "/" + claim.attempt());
                if (waitFor(leases.again(claim, AT_ONCE))) {
                    LOG.infof("data set %s: something in it was taken back meanwhile; it begins anew", dataset.id());
                }
                return;
            }
            // What earlier attempts published just before they were killed.
            for (int earlier = 1; earlier < claim.attempt(); earlier++) {
                archives.erase(dataset.id() + "/" + earlier);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String workName(DatasetData dataset, int attempt) {
        return "%s-%d.zip".formatted(dataset.id(), attempt);
    }

    /** Says how an attempt ended; where that cannot be said, the lease ends by itself and the next attempt begins. */
    private static void settle(Uni<Boolean> end) {
        try {
            waitFor(end);
        } catch (RuntimeException away) {
            LOG.debugf(away, "the database is away; the lease ends by itself");
        }
    }

    private static <T> T waitFor(Uni<T> answer) {
        return answer.await().atMost(ANSWER);
    }
}
