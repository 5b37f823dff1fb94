package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.SceneBody;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.TakenOver;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.gateway.relay.OpenRelays;
import dev.parley.gateway.relay.RelayOffers;
import dev.parley.gateway.uploaded.UploadedOffers;
import dev.parley.gateway.work.Mailbox;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeAbort;
import dev.parley.station.v1.EpisodeAck;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes assignments to their stations and episodes back: offer, lease, start, events, end. Every method runs in the
 * station's mailbox, one after the other.
 */
@ApplicationScoped
class EpisodeDesk {
    private static final Logger LOG = Logger.getLogger(EpisodeDesk.class);

    private final Assignments assignments;
    private final Episodes episodes;
    private final Prompts prompts;
    private final SpecWriter specs;
    private final Targets targets;
    private final EpisodeReports reports;
    private final StoredArtifacts artifacts;
    private final TakenOver takenOver;
    private final RelayOffers relayOffers;
    private final OpenRelays relays;
    private final UploadedOffers uploadedOffers;

    @Inject
    EpisodeDesk(
            Assignments assignments,
            Episodes episodes,
            Prompts prompts,
            SpecWriter specs,
            Targets targets,
            EpisodeReports reports,
            StoredArtifacts artifacts,
            TakenOver takenOver,
            RelayOffers relayOffers,
            OpenRelays relays,
            UploadedOffers uploadedOffers) {
        this.assignments = assignments;
        this.episodes = episodes;
        this.prompts = prompts;
        this.specs = specs;
        this.targets = targets;
        this.reports = reports;
        this.artifacts = artifacts;
        this.takenOver = takenOver;
        this.relayOffers = relayOffers;
        this.relays = relays;
        this.uploadedOffers = uploadedOffers;
    }

    /** Offers what is open for this station and was not offered in this session. */
    void look(HeldStation session) {
        for (AssignmentData open : Mailbox.await(assignments.open(session.id()))) {
            if (open.state() == AssignmentState.OFFERED && session.offering(open.id(), open.fence())) {
                offer(session, open);
            }
        }
    }

    private void offer(HeldStation session, AssignmentData open) {
        EpisodeSpec spec = Mailbox.await(
                specs.spec(open, session.capabilities(), session.station().kind())
                        .chain(uploadedOffers::uploaded)
                        .chain(written -> relayOffers.relayed(open, written)));
        // PostgreSQL's clock against itself: ours may be an hour off. Who answers too late is told so then.
        long acceptWithin = Duration.between(open.offeredAt(), open.acceptBy()).toMillis();
        session.send(GatewayFrame.newBuilder()
                .setEpisodeOffer(EpisodeOffer.newBuilder()
                        .setEpisodeId(open.id().toString())
                        .setFence(open.fence().value())
                        .setSlot(open.slot())
                        .setSpec(spec)
                        .setAcceptWithinMs((int) Math.clamp(acceptWithin, 100, 600_000))));
    }

    /** The station took or refused an offer, or refused a Start. */
    void answered(HeldStation session, OfferReply reply) {
        EpisodeId id = EpisodeId.parse(reply.getEpisodeId());
        Fence fence = new Fence(reply.getFence());
        if (reply.getAccepted()) {
            start(session, id, fence);
            return;
        }
        String note = reply.getViolationsCount() == 0
                ? "the station declined without a reason"
                : String.join(" ", reply.getViolationsList());
        LOG.infof("station %s declined %s: %s", session.station().name(), id, note);
        quietly(id, () -> {
            if (session.lease(id, fence).isPresent()) {
                session.drop(id);
                Mailbox.await(assignments.lose(id, fence, note));
            } else {
                Mailbox.await(assignments.decline(id, fence, note));
            }
        });
    }

    private void start(HeldStation session, EpisodeId id, Fence fence) {
        // A Start counts from a heartbeat. Who answers an offer that came right behind Welcome may not have sent one
        // yet.
        if (session.atFirstBeat(() -> start(session, id, fence))) {
            return;
        }
        Optional<HeldStation.Beat> beat = session.lastBeat();
        if (beat.isEmpty()) {
            LOG.warnf(
                    "station %s answers offers and sends no heartbeat",
                    session.station().name());
            abort(session, id, fence, EndReason.END_REASON_PLATFORM_FAULT);
            return;
        }
        AssignmentData leased;
        try {
            leased =
                    Mailbox.await(assignments.lease(id, fence, session.deadMan().lostAfter()));
            session.lease(HeldLease.of(leased));
        } catch (ParleyException e) {
            LOG.infof("assignment %s cannot start: %s", id, e.detail());
            abort(session, id, fence, EndReason.END_REASON_PLATFORM_FAULT);
            return;
        } catch (RuntimeException e) {
            // Without a database nothing starts. Should the lease be there all the same, it runs out.
            LOG.warnf("assignment %s cannot start, its lease is not recorded: %s", id, e.getMessage());
            abort(session, id, fence, EndReason.END_REASON_PLATFORM_FAULT);
            return;
        }
        session.send(GatewayFrame.newBuilder()
                .setEpisodeStart(EpisodeStart.newBuilder()
                        .setEpisodeId(id.toString())
                        .setFence(fence.value())
                        .setValidForMs((int) session.deadMan().startValidFor().toMillis())
                        .setAnswersHeartbeat(beat.get().sequence())
                        .addAllLive(targets.live(
                                id,
                                SceneBody.of(
                                        session.capabilities(), leased.turn().sceneId())))
                        .setUpload(targets.upload(id, fence))));
    }

    /** The station reports. Acknowledged only once it is in PostgreSQL. */
    void happened(HeldStation session, EpisodeEvent event) {
        EpisodeId id = EpisodeId.parse(event.getEpisodeId());
        Fence fence = new Fence(event.getFence());
        EpisodeData episode;
        try {
            episode = Mailbox.await(episodes.advance(id, fence, event.getSequence(), reports.of(event)));
        } catch (ParleyException e) {
            refused(session, event, e);
            return;
        }
        if (episode.state().terminal()) {
            // Before the acknowledgement: if the database goes away in between, the station says it again.
            release(session, id, fence);
        }
        acknowledge(session, event, episode);
    }

    private void refused(HeldStation session, EpisodeEvent event, ParleyException e) {
        EpisodeId id = EpisodeId.parse(event.getEpisodeId());
        Optional<EpisodeData> episode =
                e.code() == ErrorCode.STATE_CONFLICT ? Mailbox.await(episodes.find(id)) : Optional.empty();
        if (episode.filter(known -> known.state().terminal()).isPresent()) {
            // A late report of an attempt that was given up: its files are evidence, its outcome does not count.
            LOG.infof("station %s, late: %s", session.station().name(), e.detail());
            acknowledge(session, event, episode.get());
            return;
        }
        LOG.warnf("station %s: %s", session.station().name(), e.detail());
        boolean gone = e.code() == ErrorCode.STALE_FENCE || e.code() == ErrorCode.EPISODE_UNKNOWN;
        session.connection()
                .refuse(
                        gone ? RefusalCode.REFUSAL_CODE_STALE_FENCE : RefusalCode.REFUSAL_CODE_MALFORMED,
                        e.detail(),
                        event.getEpisodeId());
    }

    private void acknowledge(HeldStation session, EpisodeEvent event, EpisodeData episode) {
        EpisodeAck.Builder ack = EpisodeAck.newBuilder()
                .setEpisodeId(event.getEpisodeId())
                .setFence(event.getFence())
                .setSequence(event.getSequence());
        // Only the end says what was recorded: an earlier event that is repeated after it must not let the files go.
        if (reports.endsEpisode(event)) {
            List<String> missing =
                    Mailbox.await(artifacts.missing(episode, event.getReport().getArtifactsList()));
            ack.addAllWantedArtifacts(missing).setMayDeleteLocal(episode.state().terminal() && missing.isEmpty());
        }
        session.send(GatewayFrame.newBuilder().setEpisodeAck(ack));
    }

    private void release(HeldStation session, EpisodeId id, Fence fence) {
        relays.end(id);
        if (session.lease(id, fence).isPresent()) {
            quietly(id, () -> Mailbox.await(assignments.release(id, fence)));
            session.drop(id);
        }
    }

    /** The asker withdrew: whatever runs of this prompt here ends. */
    void withdrawn(HeldStation session, PromptId prompt) {
        abortAll(session, prompt, EndReason.END_REASON_STOPPED_BY_ASKER);
    }

    /** Moderation refused it after it was let in: whatever runs of it here ends. */
    void refused(HeldStation session, PromptId prompt) {
        abortAll(session, prompt, EndReason.END_REASON_STOPPED_BY_STAFF);
    }

    private static void abortAll(HeldStation session, PromptId prompt, EndReason reason) {
        session.leases().stream()
                .filter(lease -> lease.prompt().equals(prompt))
                .forEach(lease -> abort(session, lease.episode(), lease.fence(), reason));
    }

    /** A person at the station goes on by hand: the policy's part ends. */
    void takenOver(HeldStation session, EpisodeId episode) {
        session.leases().stream()
                .filter(lease -> lease.episode().equals(episode))
                .forEach(lease -> abort(session, episode, lease.fence(), EndReason.END_REASON_STOPPED_BY_STAFF));
    }

    /** Tells the station again until it says that the episode has ended. */
    void lookForTakenOver(HeldStation session) {
        Mailbox.await(takenOver.among(
                        session.leases().stream().map(HeldLease::episode).toList()))
                .forEach(episode -> takenOver(session, episode));
    }

    /** Looks for withdrawals, refusals and takeovers that were missed, after a reconnect or a gap in the events. */
    void lookForWithdrawn(HeldStation session) {
        lookForTakenOver(session);
        for (HeldLease lease : session.leases()) {
            Mailbox.await(prompts.find(lease.prompt())).ifPresent(prompt -> {
                switch (prompt.state()) {
                    case WITHDRAWN, ERASED -> withdrawn(session, lease.prompt());
                    case REJECTED -> refused(session, lease.prompt());
                    case SUBMITTED, QUEUED, COMPLETED -> {}
                }
            });
        }
    }

    /** The lease is not this station's any more. */
    void revoked(HeldStation session, HeldLease lease) {
        if (session.lease(lease.episode(), lease.fence()).isPresent()) {
            session.drop(lease.episode());
            abort(session, lease.episode(), lease.fence(), EndReason.END_REASON_PLATFORM_FAULT);
        }
    }

    private static void abort(HeldStation session, EpisodeId id, Fence fence, EndReason reason) {
        session.send(GatewayFrame.newBuilder()
                .setEpisodeAbort(EpisodeAbort.newBuilder()
                        .setEpisodeId(id.toString())
                        .setFence(fence.value())
                        .setReason(reason)));
    }

    /** Somebody else may have moved the assignment on; that is no fault. */
    private static void quietly(EpisodeId id, Runnable change) {
        try {
            change.run();
        } catch (ParleyException e) {
            LOG.infof("assignment %s: %s", id, e.detail());
        }
    }
}
