package dev.parley.ui.plan;

import dev.parley.core.analysis.plan.RobotTime;
import dev.parley.core.plan.Fleet;
import dev.parley.ui.words.RateWords;
import dev.parley.ui.words.Spans;
import java.util.Locale;
import java.util.Optional;

/** The stations that run such episodes now. */
public record FleetLook(Fleet fleet) {
    public String sentence() {
        String what = fleet.stations() == 0
                ? "No station takes such work now, so this is reckoned as if one did, with one place."
                : String.format(
                        Locale.ROOT,
                        "%,d %s with %,d %s %s such work now.",
                        fleet.stations(),
                        fleet.stations() == 1 ? "station" : "stations",
                        fleet.slots(),
                        fleet.slots() == 1 ? "place" : "places",
                        fleet.stations() == 1 ? "takes" : "take");
        String pace = fleet.pace()
                .map(measured -> String.format(
                        Locale.ROOT,
                        " An episode takes %s with its reset (mean of %,d).",
                        Spans.spoken(measured.each()),
                        measured.episodes()))
                .orElse(" No such episode has been measured yet.");
        return what
                + pace
                + String.format(
                        Locale.ROOT,
                        " While others want them, studies get %.0f %% of their time.",
                        100 * fleet.studyShare());
    }

    /** What so many of them cost. */
    public String cost(long episodes) {
        Optional<RobotTime> cost = fleet.cost(episodes);
        return cost.map(time -> RateWords.robotHours(time.robotHours()) + ", about " + Spans.spoken(time.waiting())
                        + " until the last has ended")
                .orElse("not known: none of this kind has been measured");
    }
}
