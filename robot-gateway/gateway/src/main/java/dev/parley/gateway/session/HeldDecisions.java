package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.work.Mailbox;
import dev.parley.station.v1.EpisodeDecision;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.HeldDecision;
import dev.parley.station.v1.HeldEpisode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What becomes of what a station holds when it says Hello. After a new start of its process nothing that ran goes on: those
 * attempts are lost at once, and only an end that the station had already reached is still taken.
 */
@ApplicationScoped
class HeldDecisions {
    private static final Logger LOG = Logger.getLogger(HeldDecisions.class);

    private final Assignments assignments;
    private final Episodes episodes;
    private final Targets targets;

    @Inject
    HeldDecisions(Assignments assignments, Episodes episodes, Targets targets) {
        this.assignments = assignments;
        this.episodes = episodes;
        this.targets = targets;
    }

    /**
     * The station's process is a new one: gives up what the old one had not ended. To be called before the new start is on
     * record; should the database go away in between, the next Hello finds the same and does it again.
     */
    void giveUpUnfinished(StationId station, List<HeldEpisode> held) {
        for (AssignmentData open : Mailbox.await(assignments.open(station))) {
            boolean reachedItsEnd = held.stream()
                    .anyMatch(entry -> entry.getEpisodeId().equals(open.id().toString())
                            && entry.getFence() == open.fence().value()
                            && ended(entry.getState()));
            if (open.state() == AssignmentState.LEASED && !reachedItsEnd) {
                lose(open, "the station's program ended in the middle of the episode");
            }
        }
    }

    /** In the station's mailbox. */
    List<EpisodeDecision> decide(HeldStation session, List<HeldEpisode> held, boolean sameBoot) {
        Map<EpisodeId, AssignmentData> leased = new HashMap<>();
        for (AssignmentData open : Mailbox.await(assignments.open(session.id()))) {
            if (open.state() == AssignmentState.LEASED) {
                leased.put(open.id(), open);
            }
        }
        List<EpisodeDecision> decisions = new ArrayList<>();
        for (HeldEpisode entry : held) {
            EpisodeId id = EpisodeId.parse(entry.getEpisodeId());
            Fence fence = new Fence(entry.getFence());
            AssignmentData open = leased.get(id);
            HeldDecision decision;
            if (open != null && open.fence().equals(fence)) {
                leased.remove(id);
                decision = ofOpen(session, entry, open, sameBoot);
            } else {
                decision = ofClosed(id, fence, entry, sameBoot);
            }
            decisions.add(EpisodeDecision.newBuilder()
                    .setEpisodeId(entry.getEpisodeId())
                    .setFence(entry.getFence())
                    .setDecision(decision)
                    .setUpload(targets.upload(id, fence))
                    .build());
        }
        leased.values().forEach(open -> lose(open, "the station came back without this episode"));
        return decisions;
    }

    private HeldDecision ofOpen(HeldStation session, HeldEpisode entry, AssignmentData open, boolean sameBoot) {
        if (sameBoot || ended(entry.getState())) {
            session.lease(HeldLease.of(open));
            return HeldDecision.HELD_DECISION_CONTINUE;
        }
        lose(open, "the station's program ended in the middle of the episode");
        return HeldDecision.HELD_DECISION_REPORT_ONLY;
    }

    private HeldDecision ofClosed(EpisodeId id, Fence fence, HeldEpisode entry, boolean sameBoot) {
        Optional<EpisodeData> episode = Mailbox.await(episodes.find(id));
        if (episode.isEmpty() || !episode.get().fence().equals(fence)) {
            return HeldDecision.HELD_DECISION_FORGET;
        }
        return sameBoot && !ended(entry.getState())
                ? HeldDecision.HELD_DECISION_ABORT
                : HeldDecision.HELD_DECISION_REPORT_ONLY;
    }

    private void lose(AssignmentData open, String note) {
        try {
            Mailbox.await(assignments.lose(open.id(), open.fence(), note));
        } catch (ParleyException e) {
            // Somebody else, such as the sweep, was first.
            LOG.infof("assignment %s: %s", open.id(), e.detail());
        }
    }

    private static boolean ended(EpisodeState state) {
        return state == EpisodeState.EPISODE_STATE_TERMINATED
                || state == EpisodeState.EPISODE_STATE_TRUNCATED
                || state == EpisodeState.EPISODE_STATE_ABORTED;
    }
}
