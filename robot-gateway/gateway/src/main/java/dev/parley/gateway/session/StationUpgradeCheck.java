package dev.parley.gateway.session;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.gateway.GatewayRole;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets only stations whose key is known open the station connections, before anything is upgraded. The refusal's
 * sentence travels in {@code WWW-Authenticate}, as RFC 6750 has it.
 */
@ApplicationScoped
public class StationUpgradeCheck implements HttpUpgradeCheck {
    /** The station behind an accepted connection. */
    public static final TypedKey<StationData> STATION = new TypedKey<>("parley.station");

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
            return CheckResult.rejectUpgrade(401, challenge("send the station's key as Authorization: Bearer"));
        }
        String offered = context.httpRequest().getHeader("Sec-WebSocket-Protocol");
        if (offered == null || WireEncoding.subprotocols().stream().noneMatch(offered::contains)) {
            return CheckResult.rejectUpgrade(
                    400, Map.of("Sec-WebSocket-Protocol", List.of(String.join(", ", WireEncoding.subprotocols()))));
        }
        return stations.authenticate(key.get())
                .map(station -> {
                    if (station.isEmpty()) {
                        return CheckResult.rejectUpgradeSync(401, challenge("no station has this key"));
                    }
                    context.userData().put(STATION, station.get());
                    return CheckResult.permitUpgradeSync();
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("a station could not be authenticated: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(() -> CheckResult.rejectUpgradeSync(503, Map.of("Retry-After", List.of("2"))));
    }

    private static Optional<String> key(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher matcher = BEARER.matcher(authorization.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Map<String, List<String>> challenge(String description) {
        return Map.of(
                "WWW-Authenticate",
                List.of("Bearer realm=\"station\", error=\"invalid_token\", error_description=\"" + description
                        + "\""));
    }
}
