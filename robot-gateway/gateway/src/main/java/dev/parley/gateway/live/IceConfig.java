package dev.parley.gateway.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** STUN and TURN servers, for those who publish or watch from behind a NAT or a firewall. None, unless they are named. */
@ConfigMapping(prefix = "parley.ice")
public interface IceConfig {

    /** As publishers and viewers are told them, the liked ones first: {@code stun:host:port}, {@code turn:host:port?transport=udp}. */
    Optional<List<String>> urls();

    /** What the TURN servers share with this one ({@code static-auth-secret} of coturn). */
    Optional<String> turnSecret();

    /** A file with that secret as its only line, instead. */
    Optional<Path> turnSecretFile();

    /** How long a credential opens a relay, from the answer on; a relay that is open stays so. */
    @WithDefault("PT2H")
    Duration turnCredentialTtl();

    /** {@code host:port} of the TURN server as the media server reaches it, under credentials of the same secret. */
    Optional<String> mediaServerTurn();

    /** {@code ip:port} of the STUN server as the media server reaches it. */
    Optional<String> mediaServerStun();
}
