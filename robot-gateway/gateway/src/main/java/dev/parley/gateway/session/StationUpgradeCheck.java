package dev.parley.gateway.session;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.gateway.GatewayRole;
import dev.parley.gateway.work.UpgradeRefusal;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets only stations whose key is known open the station connections, before anything is upgraded. A refusal is a problem like any
 * other; its sentence also travels in {@code WWW-Authenticate}, as RFC 6750 has it, for clients that drop the body.
 */
@ApplicationScoped
public class StationUpgradeCheck implements HttpUpgradeCheck {
    /** The station behind an accepted connection. */
    public static final TypedKey<StationData> STATION = new TypedKey<>("parley.station");

    /** The key that it was let in by. */
    public static final TypedKey<ShownKey> KEY = new TypedKey<>("parley.station.key");

    /** Endpoints that only stations may open. */
    public static final String CONTROL = "station-control";

    public static final String TELEMETRY = "station-telemetry";

    private static final Logger LOG = Logger.getLogger(StationUpgradeCheck.class);
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S{1,512})");

    private final Stations stations;
    private final GatewayRole role;

    @Inject
    StationUpgradeCheck(Stations stations, GatewayRole role) {
        this.stations = stations;
        this.role = role;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return Set.of(CONTROL, TELEMETRY).contains(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!role.active()) {
            return CheckResult.rejectUpgrade(404);
        }
        Optional<String> key = key(context.httpRequest().getHeader("Authorization"));
        if (key.isEmpty()) {
            return refused(context, "send the station's key as Authorization: Bearer");
        }
        String offered = context.httpRequest().getHeader("Sec-WebSocket-Protocol");
        if (offered == null || WireEncoding.subprotocols().stream().noneMatch(offered::contains)) {
            String spoken = String.join(", ", WireEncoding.subprotocols());
            return UpgradeRefusal.answer(
                    context,
                    ErrorCode.BODY_MALFORMED,
                    "Sec-WebSocket-Protocol must name one of " + spoken,
                    Map.of("Sec-WebSocket-Protocol", spoken));
        }
        ShownKey shown = ShownKey.of(key.get());
        return stations.authenticate(shown)
                .onFailure()
                .invoke(failure -> LOG.warnf("a station could not be authenticated: %s", failure.getMessage()))
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(answer -> answer.map(station -> known(context, shown, station))
                        .orElseGet(() -> UpgradeRefusal.answer(
                                context,
                                ErrorCode.SERVICE_AWAY,
                                "the database does not answer; try again in some seconds",
                                Map.of("Retry-After", "2"))));
    }

    private static Optional<String> key(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher matcher = BEARER.matcher(authorization.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Uni<CheckResult> known(HttpUpgradeContext context, ShownKey shown, Optional<StationData> station) {
        if (station.isEmpty()) {
            return refused(context, "no station has this key; register the station");
        }
        context.userData().put(STATION, station.get());
        context.userData().put(KEY, shown);
        return CheckResult.permitUpgrade();
    }

    private static Uni<CheckResult> refused(HttpUpgradeContext context, String detail) {
        return UpgradeRefusal.answer(
                context,
                ErrorCode.TOKEN_REFUSED,
                detail,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer realm=\"station\", error=\"invalid_token\", error_description=\"" + detail + "\""));
    }
}
