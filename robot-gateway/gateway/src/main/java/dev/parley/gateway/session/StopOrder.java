package dev.parley.gateway.session;

import dev.parley.contracts.StationId;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Somebody wants a station stopped. Its id makes sending and recording it twice the same as once. */
record StopOrder(StationId station, String stopId, String by, String reason) {
    static StopOrder of(StationId station, String by, String reason) {
        return new StopOrder(station, UUID.randomUUID().toString(), by, reason);
    }

    JsonObject json() {
        return new JsonObject()
                .put("station", station.toString())
                .put("stop", stopId)
                .put("by", by)
                .put("reason", reason);
    }

    /** @throws RuntimeException if it is not one */
    static StopOrder parse(JsonObject json) {
        return new StopOrder(
                StationId.parse(json.getString("station")),
                json.getString("stop"),
                json.getString("by"),
                json.getString("reason"));
    }
}
