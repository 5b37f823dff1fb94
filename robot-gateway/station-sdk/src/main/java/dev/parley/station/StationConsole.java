package dev.parley.station;

import dev.parley.station.console.ConsoleDesk;
import dev.parley.station.stop.StopLatch;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.StopCleared;
import dev.parley.station.v1.StopLevel;
import java.util.List;
import java.util.Optional;

/** What the local console of a station under the rules of a real robot can ask for. Any thread. */
final class StationConsole implements ConsoleDesk {
    private final Station station;
    private final ControlSession session;
    private final StopLatch latch;
    private final StopDesk stops;
    private final RealRules rules;
    private final Slots slots;
    private final HeldEpisodes held;
    private final StationBody body;

    StationConsole(
            Station station,
            ControlSession session,
            StopLatch latch,
            StopDesk stops,
            RealRules rules,
            Slots slots,
            HeldEpisodes held,
            StationBody body) {
        this.station = station;
        this.session = session;
        this.latch = latch;
        this.stops = stops;
        this.rules = rules;
        this.slots = slots;
        this.held = held;
        this.body = body;
    }

    @Override
    public String status() {
        return (session.online() ? "online" : "offline")
                + (latch.latched() ? "; stopped" : "")
                + "; running " + slots.runningCount()
                + ", held " + held.count()
                + station.unfit().map(why -> "; " + why).orElse("; takes work");
    }

    @Override
    public void stop(String by, String reason) {
        station.stop(StopLevel.STOP_LEVEL_CONTROLLED_STOP, by, reason);
    }

    @Override
    public String clearObstacle() {
        if (!latch.latched()) {
            return "no stop is latched";
        }
        if (!rules.operatorPresent()) {
            return "nobody stands by; say present NAME first";
        }
        return session.online()
                ? ""
                : "the platform is out of contact and would stop the station again; clear it later";
    }

    @Override
    public boolean clear(String by, String reason) {
        String stopId = latch.state().getStopId();
        boolean cleared = stops.clear(stopId, by, reason);
        if (cleared) {
            station.send(StationFrame.newBuilder()
                    .setStopCleared(
                            StopCleared.newBuilder().setStopId(stopId).setBy(by).setReason(reason))
                    .build());
        }
        return cleared;
    }

    @Override
    public Optional<String> other(List<String> words) {
        return body.console(words);
    }
}
