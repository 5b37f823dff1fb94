package dev.parley.core.console;

import dev.parley.contracts.StationId;
import dev.parley.core.assignment.Proposals.Proposal;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where an ask may go that one station's operator refused. */
@ApplicationScoped
class OtherStations {
    /**
     * One that can run it and whose operator has not refused it too: one that takes work now before one that does not, one that is
     * in contact before one that is not, and the emptiest first. Empty for an ask that was for that station alone, and for the second of a comparison.
     */
    Optional<StationId> than(StationId refusing, Proposal proposal, List<StationId> refusedBy, List<StationData> all) {
        TurnData turn = proposal.turn();
        if (turn.station().isPresent() || turn.second()) {
            return Optional.empty();
        }
        return all.stream()
                .filter(station -> !station.id().equals(refusing) && !refusedBy.contains(station.id()))
                .filter(station -> fits(station, turn))
                .min(Comparator.comparing((StationData station) -> !station.takesWork())
                        .thenComparing(station -> station.connection() != StationData.Connection.ONLINE)
                        .thenComparing(station -> (double) station.running().size() / Math.max(1, station.slots())))
                .map(StationData::id);
    }

    private static boolean fits(StationData station, TurnData turn) {
        return turn.wantedBody().map(body -> body.is(station.kind())).orElse(true)
                && station.sceneIds().contains(turn.sceneId())
                && station.policyDigests().contains(turn.policyDigest())
                && turn.pair()
                        .map(TurnPair::otherDigest)
                        .map(station.policyDigests()::contains)
                        .orElse(true)
                && station.bodyIn(turn.sceneId())
                        .equals(new StationData.Body(turn.embodiment(), turn.actionSpaceKind()));
    }
}
