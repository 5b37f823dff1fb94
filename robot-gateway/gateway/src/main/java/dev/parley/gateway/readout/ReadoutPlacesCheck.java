package dev.parley.gateway.readout;

import dev.parley.core.account.Networks;
import dev.parley.core.problem.ErrorCode;
import dev.parley.gateway.work.UpgradeRefusal;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses readout sockets beyond the limits before they are opened. */
@ApplicationScoped
public class ReadoutPlacesCheck implements HttpUpgradeCheck {
    static final String READOUTS = "episode-readouts";

    /** From where the socket comes; never logged or stored. */
    static final TypedKey<String> ADDRESS = new TypedKey<>("parley.readout.address");

    private final ReadoutPlaces places;
    private final Networks networks;

    @Inject
    ReadoutPlacesCheck(ReadoutPlaces places, Networks networks) {
        this.places = places;
        this.networks = networks;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return READOUTS.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        @Nullable SocketAddress remote = context.httpRequest().remoteAddress();
        // Behind a proxy everybody has its address: as elsewhere, the network that it names counts.
        String address = networks.prefixOf(
                remote == null || remote.hostAddress() == null ? "" : remote.hostAddress(),
                Optional.ofNullable(context.httpRequest().getHeader("X-Forwarded-For")));
        // Only looked at: a handshake that fails after this would never give a place back.
        if (!places.hasRoom(address)) {
            return UpgradeRefusal.answer(
                    context,
                    ErrorCode.RATE_LIMITED,
                    "too many people follow live numbers from here; the page shows the picture without them",
                    Map.of("Retry-After", "30"));
        }
        context.userData().put(ADDRESS, address);
        return CheckResult.permitUpgrade();
    }
}
