package dev.parley.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.station.v1.StopState;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Somebody wants a station stopped. Its id makes sending and recording it twice the same as once. */
record StopOrder(StationId station, String stopId, Actor by, String reason) {
    private static final int LONGEST_WORDS = 300;
    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");
    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\s]+");

    static StopOrder of(StationId station, Actor by, String reason) {
        return new StopOrder(
                station, UUID.randomUUID().toString(), by, told(reason).orElse("No reason was given."));
    }

    JsonObject json() {
        return new JsonObject()
                .put("station", station.toString())
                .put("stop", stopId)
                .put("by", by.name())
                .put("person", by.person().map(PersonId::toString).orElse(""))
                .put("role", by.role())
                .put("network", by.network())
                .put("reason", reason);
    }

    /** @throws RuntimeException if it is not one */
    static StopOrder parse(JsonObject json) {
        String person = json.getString("person", "");
        return new StopOrder(
                StationId.parse(json.getString("station")),
                json.getString("stop"),
                new Actor(
                        person.isEmpty() ? Optional.empty() : Optional.of(PersonId.parse(person)),
                        json.getString("by"),
                        json.getString("role", Actor.key("").role()),
                        json.getString("network", "")),
                json.getString("reason"));
    }

    /** Of a stop that somebody pressed at the station, as far as it says who and why. */
    static StopOrder pressedThere(StationId station, StopState state) {
        return new StopOrder(
                station,
                ID.matcher(state.getStopId()).matches() ? state.getStopId() : replaced(state.getStopId()),
                Actor.atStation(
                        told(state.getBy()).map(by -> by + ", at the station").orElse("the station")),
                told(state.getReason()).orElse("The station reports that it is stopped."));
    }

    /** A stop holds whatever it is called; under this name PostgreSQL takes it. */
    private static String replaced(String id) {
        return "unreadable-" + UUID.nameUUIDFromBytes(id.getBytes(UTF_8));
    }

    /** A stop is never refused for its words: PostgreSQL takes no zero bytes, and nobody wants a novel. */
    private static Optional<String> told(String words) {
        return Optional.of(GAPS.matcher(words).replaceAll(" ").strip())
                .filter(said -> !said.isEmpty())
                .map(said -> said.length() <= LONGEST_WORDS ? said : said.substring(0, LONGEST_WORDS - 1) + "…");
    }
}
