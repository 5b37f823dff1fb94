package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeAbort;
import dev.parley.station.v1.EpisodeDecision;
import dev.parley.station.v1.UploadTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Carries out what the platform decided about episodes that this station has. On the control loop. */
final class PlatformDecisions {
    private static final System.Logger LOG = System.getLogger(PlatformDecisions.class.getName());

    private final Slots slots;
    private final HeldEpisodes held;
    private final EpisodeReporter reporter;

    PlatformDecisions(Slots slots, HeldEpisodes held, EpisodeReporter reporter) {
        this.slots = slots;
        this.held = held;
        this.reporter = reporter;
    }

    /** At Welcome: decides about everything held, then says again what is not acknowledged. */
    void decided(List<EpisodeDecision> decisions) {
        for (EpisodeDecision decision : decisions) {
            held.find(EpisodeId.parse(decision.getEpisodeId()))
                    .filter(record -> record.fence().value() == decision.getFence())
                    .ifPresent(record -> decided(record, decision));
        }
        held.repeatUnacknowledged();
    }

    private void decided(EpisodeRecord record, EpisodeDecision decision) {
        record.refused(false);
        if (decision.hasUpload() && !decision.getUpload().equals(UploadTarget.getDefaultInstance())) {
            record.upload(decision.getUpload());
        }
        LOG.log(INFO, "episode {0}: the platform decided {1}", record.id(), decision.getDecision());
        switch (decision.getDecision()) {
            case HELD_DECISION_CONTINUE -> {
                if (slots.running(record.id()).isEmpty()) {
                    leftover(record);
                }
            }
            case HELD_DECISION_ABORT, HELD_DECISION_REPORT_ONLY -> {
                if (!ended(record, "The platform gave this attempt up.")) {
                    leftover(record);
                }
            }
            case HELD_DECISION_FORGET -> {
                if (!ended(record, "The platform does not know this attempt.")) {
                    held.forget(record);
                }
            }
            case HELD_DECISION_UNSPECIFIED, UNRECOGNIZED ->
                LOG.log(WARNING, "episode {0} stays as it is: unknown decision", record.id());
        }
    }

    /** Ends the episode if its body runs; otherwise returns false. */
    private boolean ended(EpisodeRecord record, String why) {
        Optional<RunningEpisode> running = slots.running(record.id());
        running.ifPresent(episode -> episode.end(new Ending(EndReason.END_REASON_PLATFORM_FAULT, why)));
        return running.isPresent();
    }

    private void leftover(EpisodeRecord record) {
        try {
            reporter.reportLeftover(record);
        } catch (IOException e) {
            LOG.log(ERROR, "what is left of episode " + record.id() + " cannot be reported", e);
        }
    }

    /** The platform wants this episode ended. */
    void aborted(EpisodeAbort abort) {
        Fence fence = new Fence(abort.getFence());
        slots.running(EpisodeId.parse(abort.getEpisodeId()))
                .filter(episode -> episode.fence().equals(fence))
                .ifPresent(episode -> episode.end(new Ending(abort.getReason(), sentence(abort.getReason()))));
        slots.promisedTo(abort.getEpisodeId(), abort.getFence())
                .ifPresent(slot -> slot.promised().ifPresent(slot::forgetPromise));
    }

    private static String sentence(EndReason reason) {
        return switch (reason) {
            case END_REASON_STOPPED_BY_ASKER -> "The asker withdrew the prompt.";
            case END_REASON_STOPPED_BY_STAFF -> "A member of the staff ended the episode.";
            case END_REASON_UNSPECIFIED,
                    END_REASON_TASK_DONE,
                    END_REASON_STEP_LIMIT,
                    END_REASON_TIME_LIMIT,
                    END_REASON_POLICY_FAULT,
                    END_REASON_ENVELOPE,
                    END_REASON_STATION_FAULT,
                    END_REASON_PLATFORM_FAULT,
                    END_REASON_CONTACT_LOST,
                    UNRECOGNIZED -> "The platform ended the episode.";
        };
    }

    /** The platform said that this fence is not the episode's: it must not move, and nothing more of it is sent. */
    void refused(String episodeId) {
        held.find(EpisodeId.parse(episodeId)).ifPresent(record -> {
            record.refused(true);
            ended(record, "The platform gave this attempt to somebody else.");
        });
    }
}
