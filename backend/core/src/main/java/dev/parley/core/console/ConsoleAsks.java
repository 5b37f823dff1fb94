package dev.parley.core.console;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.assignment.Proposals;
import dev.parley.core.assignment.Proposals.Proposal;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.EpisodeLedger;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationShifts;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** What whoever stands by at a console does with an ask: reads it, starts it, ends it, says what came of it. */
@ApplicationScoped
class ConsoleAsks {
    private final ConsoleDeeds deeds;
    private final ConsoleMarks marks;
    private final Proposals proposals;
    private final OtherStations others;
    private final EpisodeLedger episodes;
    private final StationShifts shifts;
    private final Stations stations;

    @Inject
    ConsoleAsks(
            ConsoleDeeds deeds,
            ConsoleMarks marks,
            Proposals proposals,
            OtherStations others,
            EpisodeLedger episodes,
            StationShifts shifts,
            Stations stations) {
        this.deeds = deeds;
        this.marks = marks;
        this.proposals = proposals;
        this.others = others;
        this.episodes = episodes;
        this.shifts = shifts;
        this.stations = stations;
    }

    Uni<Void> approve(StationId id, UUID ask, Actor by) {
        return deeds.attended(
                id,
                by,
                (session, station) -> proposals
                        .lock(session, id, ask)
                        .call(proposal -> proposals.approve(session, proposal, station.name(), by.name()))
                        .call(proposal -> shifts.consoleChanged(session, id))
                        .chain(proposal ->
                                deeds.record(session, by, station, "console.approved", "", ask(ask, proposal))));
    }

    Uni<Boolean> refuse(StationId id, UUID ask, boolean end, Actor by, String reason) {
        return stations.all()
                .chain(all -> deeds.attended(
                        id,
                        by,
                        (session, station) -> proposals
                                .lock(session, id, ask)
                                .chain(proposal -> proposals
                                        .refusedBy(session, proposal)
                                        .map(refused -> end
                                                ? Optional.<StationId>empty()
                                                : others.than(id, proposal, refused, all))
                                        .chain(elsewhere -> proposals
                                                .refuse(session, proposal, station.name(), by.name(), reason, elsewhere)
                                                .call(waits -> shifts.consoleChanged(session, id))
                                                .call(waits -> deeds.record(
                                                        session,
                                                        by,
                                                        station,
                                                        "console.refused",
                                                        reason,
                                                        refusal(
                                                                ask,
                                                                proposal,
                                                                waits ? elsewhere : Optional.empty())))))));
    }

    Uni<Void> start(StationId id, UUID ask, Actor by) {
        return deeds.attended(
                id,
                by,
                (session, station) -> proposals
                        .lock(session, id, ask)
                        // As it is now: it may have been stopped since this began.
                        .call(proposal -> stations.known(id).invoke(now -> requireStartable(now, proposal)))
                        .call(proposal -> proposals.start(session, proposal, by.name()))
                        .chain(proposal ->
                                deeds.record(session, by, station, "console.started", "", ask(ask, proposal))));
    }

    private static void requireStartable(StationData station, Proposal proposal) {
        if (!proposal.approved()) {
            throw ConsoleDeeds.conflict("Read it and approve it first.");
        }
        if (station.console().filter(StationData.Console::resetDue).isPresent()) {
            throw ConsoleDeeds.conflict("The table waits to be reset after the last episode; mark that first.");
        }
        if (!station.takesWorkWhenOpen()) {
            throw ConsoleDeeds.conflict("%s takes no work now: %s"
                    .formatted(
                            station.name(),
                            station.fault()
                                    .or(station::stopNote)
                                    .or(station::offlineCause)
                                    .or(station::admissionNote)
                                    .orElse("it does not say why")));
        }
        if (!station.policyDigests().contains(proposal.turn().policyDigest())) {
            throw ConsoleDeeds.conflict(
                    "What would run is not approved for %s any more; it goes back in line.".formatted(station.name()));
        }
    }

    Uni<Void> resetDone(StationId id, UUID ask, Actor by) {
        return deeds.attended(
                id,
                by,
                (session, station) -> marks.reset(session, id, ask, by.name())
                        .call(() -> shifts.consoleChanged(session, id))
                        .chain(() -> deeds.record(
                                session, by, station, "console.reset", "", Map.of("ask", ask.toString()))));
    }

    Uni<Void> takeOver(StationId id, UUID ask, Actor by, String reason) {
        return deeds.attended(
                id,
                by,
                (session, station) -> marks.episode(session, id, ask)
                        .call(episode -> episodes.takeOver(session, episode))
                        .call(episode -> marks.takenOver(session, episode, by.name(), reason))
                        .chain(episode -> deeds.record(
                                session, by, station, "console.taken-over", reason, Map.of("ask", ask.toString()))));
    }

    Uni<Void> judge(StationId id, UUID ask, Outcome.Result result, Actor by) {
        Outcome outcome = new Outcome("operator", result, OptionalDouble.empty());
        return deeds.attended(
                id,
                by,
                (session, station) -> marks.episode(session, id, ask)
                        .call(episode -> episodes.judgeEnded(session, episode, outcome))
                        .chain((EpisodeId episode) -> deeds.record(
                                session,
                                by,
                                station,
                                "console.judged",
                                "",
                                Map.of("ask", ask.toString(), "result", result.name()))));
    }

    /** Neither the episode nor the policy: the audit is read by people who must stay blind. */
    private static Map<String, String> ask(UUID ask, Proposal proposal) {
        return Map.of(
                "ask", ask.toString(), "prompt", proposal.turn().promptId().toString());
    }

    private static Map<String, String> refusal(UUID ask, Proposal proposal, Optional<StationId> to) {
        Map<String, String> details = new HashMap<>(ask(ask, proposal));
        details.put("to", to.map(StationId::toString).orElse("nowhere"));
        return details;
    }
}
