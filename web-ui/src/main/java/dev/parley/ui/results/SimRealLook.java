package dev.parley.ui.results;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.simreal.PairedRate;
import dev.parley.core.result.SimReal;
import dev.parley.core.result.TwinCells;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.RateWords;
import java.util.List;
import java.util.Locale;

/**
 * Runs from the same start in simulation and elsewhere, as the page shows them.
 *
 * @param kind whose runs: real ones, or rehearsals, which are simulations too
 */
public record SimRealLook(SimReal found, StationKind kind, Names.Known names, String api) {
    public boolean empty() {
        return found.pairs() == 0;
    }

    public boolean rehearsal() {
        return kind == StationKind.REHEARSAL;
    }

    public String title() {
        return rehearsal() ? "Rehearsal against simulation" : "Real robots against simulation";
    }

    public AgreeingLook agreeing() {
        return new AgreeingLook(
                found.agreeing(), "in simulation", rehearsal() ? "in rehearsal" : "on real robots", names);
    }

    public List<Row> rows() {
        return found.rows().stream().map(row -> new Row(row, names)).toList();
    }

    /** One policy version. */
    public record Row(SimReal.Row row, Names.Known names) {
        private TwinCells cells() {
            return row.cells();
        }

        public String policy() {
            return names.policy(cells().version().name());
        }

        public String version() {
            return PolicyWords.shortDigest(cells().version().digest());
        }

        public int pairs() {
            return cells().pairs();
        }

        public boolean paired() {
            return RateWords.shown(cells().real());
        }

        public String realOnly() {
            return RateWords.of(cells().real(), row.realOnly());
        }

        public double at() {
            return 100 * cells().real().rate();
        }

        public double low() {
            return 100 * row.realOnly().low();
        }

        public double high() {
            return 100 * row.realOnly().high();
        }

        public boolean powered() {
            return row.powered().isPresent();
        }

        private PairedRate rate() {
            return row.powered().orElseThrow();
        }

        public String poweredText() {
            Interval interval = rate().interval();
            return String.format(
                    Locale.ROOT,
                    "%.0f %% (%.0f to %.0f), worth %.0f real episodes",
                    100 * rate().rate(),
                    100 * interval.low(),
                    100 * interval.high(),
                    rate().worth());
        }

        public double poweredAt() {
            return 100 * rate().rate();
        }

        public double poweredLow() {
            return 100 * rate().interval().low();
        }

        public double poweredHigh() {
            return 100 * rate().interval().high();
        }

        public String weight() {
            return String.format(
                    Locale.ROOT,
                    "Simulation is believed by %.0f %%; %,d more simulated runs of the same tasks.%s",
                    100 * rate().weight(),
                    cells().further(),
                    unpaired());
        }

        public String tooFew() {
            return "With fewer than %d pairs simulation makes nothing surer.%s"
                    .formatted(PairedRate.LEAST_PAIRS, unpaired());
        }

        private String unpaired() {
            return cells().unpaired() == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " %s without a simulated twin %s in no number here.",
                            RateWords.episodes(cells().unpaired()),
                            cells().unpaired() == 1 ? "is" : "are");
        }
    }
}
