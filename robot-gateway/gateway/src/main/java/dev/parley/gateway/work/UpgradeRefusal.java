package dev.parley.gateway.work;

import dev.parley.core.problem.ErrorCode;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Refuses a WebSocket before it is one, with a problem (RFC 9457) as body. */
public final class UpgradeRefusal {
    private UpgradeRefusal() {}

    /**
     * Answers the request at once. The framework's own refusal has no body, so it never gets to answer: the returned Uni
     * stays without an item.
     */
    public static Uni<CheckResult> answer(
            HttpUpgradeContext context, ErrorCode code, String detail, Map<String, String> headers) {
        HttpServerResponse response = context.httpRequest().response();
        headers.forEach(response::putHeader);
        response.setStatusCode(code.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("type", "urn:parley:problem:" + code.wireName())
                        .put("title", code.wireName())
                        .put("status", code.status())
                        .put("detail", detail)
                        .put("code", code.wireName())
                        .encode());
        return Uni.createFrom().nothing();
    }
}
