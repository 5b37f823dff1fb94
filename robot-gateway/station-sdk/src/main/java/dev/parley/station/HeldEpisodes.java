package dev.parley.station;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.v1.EpisodeAck;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.HeldEpisode;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The episodes whose data lie here until the platform has everything: says again what is not acknowledged, uploads what is
 * still wanted, deletes what may go. Thread-safe.
 */
final class HeldEpisodes {
    private static final System.Logger LOG = System.getLogger(HeldEpisodes.class.getName());

    private final EpisodeReporter reporter;
    private final Executor background;
    private final Consumer<EpisodeEvent> sender;
    private final Map<EpisodeId, EpisodeRecord> held = new ConcurrentHashMap<>();

    /** @param background for uploads and deletions, which wait */
    HeldEpisodes(EpisodeJournal journal, EpisodeReporter reporter, Executor background, Consumer<EpisodeEvent> sender)
            throws IOException {
        this.reporter = reporter;
        this.background = background;
        this.sender = sender;
        for (EpisodeFolder folder : journal.held()) {
            EpisodeRecord record = EpisodeRecord.found(folder, folder.held().orElseThrow());
            held.put(record.id(), record);
        }
    }

    /** What Hello tells, oldest fence first. */
    List<HeldEpisode> told() {
        return held.values().stream()
                .map(EpisodeRecord::held)
                .sorted(Comparator.comparingLong(HeldEpisode::getFence))
                .toList();
    }

    Collection<EpisodeRecord> all() {
        return held.values();
    }

    int count() {
        return held.size();
    }

    Optional<EpisodeRecord> find(EpisodeId id) {
        return Optional.ofNullable(held.get(id));
    }

    void add(EpisodeRecord record) {
        held.put(record.id(), record);
    }

    void acknowledged(EpisodeAck ack) {
        EpisodeRecord record = held.get(EpisodeId.parse(ack.getEpisodeId()));
        if (record == null || record.fence().value() != ack.getFence()) {
            return;
        }
        boolean over = record.acknowledged(ack.getSequence());
        if (over && ack.getMayDeleteLocal()) {
            forget(record);
        } else if (over && ack.getWantedArtifactsCount() > 0) {
            sendWanted(record, ack.getWantedArtifactsList());
        }
    }

    private void sendWanted(EpisodeRecord record, List<String> wanted) {
        if (!record.beginUploading()) {
            return;
        }
        background.execute(() -> {
            try {
                if (reporter.uploadWanted(record, wanted)) {
                    // The acknowledgement of the repeated report allows to delete.
                    record.reportAgain().ifPresent(sender);
                }
            } catch (IOException e) {
                LOG.log(WARNING, "episode {0}: {1}", record.id(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                record.endUploading();
            }
        });
    }

    /** Deletes everything of an episode. */
    void forget(EpisodeRecord record) {
        held.remove(record.id());
        background.execute(() -> {
            try {
                record.folder().delete();
            } catch (IOException e) {
                LOG.log(WARNING, "data of episode {0} could not be deleted: {1}", record.id(), e.getMessage());
            }
        });
    }

    /** Says again what was not acknowledged. */
    void repeatUnacknowledged() {
        held.values().forEach(record -> record.unacknowledged().forEach(sender));
    }

    /** Whether the platform has heard the end of every episode that ended; uploads may still be owed. */
    boolean allEndsHeard() {
        return held.values().stream()
                .noneMatch(record -> EpisodeRecord.terminal(record.state())
                        && !record.unacknowledged().isEmpty());
    }
}
