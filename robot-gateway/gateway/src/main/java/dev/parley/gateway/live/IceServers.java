package dev.parley.gateway.live;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kurento.client.WebRtcEndpoint;

/**
 * The STUN and TURN servers of this installation, told to whoever may publish or has got a place to watch, as {@code Link} headers
 * (RFC 9725, section 4.6): a credential is made for each and outlives nobody's episode for long. Thread-safe.
 */
@ApplicationScoped
public class IceServers {

    /** RFC 7064 and RFC 7065, with names, IPv4 addresses, or IPv6 addresses in brackets. */
    private static final Pattern URL =
            Pattern.compile("(stuns?|turns?):([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?(\\?transport=(udp|tcp))?");

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");

    private static final int ID_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final IceConfig config;
    private final Clock clock;
    private final List<String> urls;
    private final Optional<String> secret;

    /** @throws IllegalArgumentException naming the setting that is wrong and what would be right */
    public IceServers(IceConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        urls = List.copyOf(config.urls().orElse(List.of()));
        secret = secret(config);
        urls.stream().filter(url -> !URL.matcher(url).matches()).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException("parley.ice.urls has '" + wrong
                    + "'; an entry is like stun:stun.example.org:3478 or turn:turn.example.org:3478?transport=udp");
        });
        if (secret.isEmpty()
                && (urls.stream().anyMatch(IceServers::relays)
                        || config.mediaServerTurn().isPresent())) {
            throw new IllegalArgumentException(
                    "parley.ice names a TURN server; set parley.ice.turn-secret-file or parley.ice.turn-secret, the server's static-auth-secret");
        }
        config.mediaServerTurn().ifPresent(address -> requireAddress("parley.ice.media-server-turn", address));
        config.mediaServerStun().ifPresent(address -> requireAddress("parley.ice.media-server-stun", address));
    }

    /** A setting that is wrong is said at the start and not to the first who watches. */
    void check(@Observes StartupEvent started) {}

    private static void requireAddress(String setting, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(setting + " is host:port, not '" + address + "'");
        }
    }

    private static Optional<String> secret(IceConfig config) {
        Optional<Path> file = config.turnSecretFile();
        if (file.isEmpty()) {
            return config.turnSecret();
        }
        if (config.turnSecret().isPresent()) {
            throw new IllegalArgumentException("set parley.ice.turn-secret or parley.ice.turn-secret-file, not both");
        }
        try {
            String line = Files.readString(file.get()).strip();
            if (line.isEmpty()) {
                throw new IllegalArgumentException(
                        "parley.ice.turn-secret-file names " + file.get() + ", which is empty");
            }
            return Optional.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException("parley.ice.turn-secret-file cannot be read: " + e.getMessage(), e);
        }
    }

    /** Values of {@code Link} headers, with a credential of its own for whoever asks; empty where no server is named. */
    List<String> links() {
        if (urls.isEmpty()) {
            return List.of();
        }
        Optional<TurnCredential> credential = secret.map(key -> TurnCredential.of(key, expires(), id()));
        return urls.stream().map(url -> link(url, credential)).toList();
    }

    private static String link(String url, Optional<TurnCredential> credential) {
        String link = "<" + url + ">; rel=\"ice-server\"";
        return credential
                .filter(known -> relays(url))
                .map(known -> link + "; username=\"" + known.username() + "\"; credential=\"" + known.password()
                        + "\"; credential-type=\"password\"")
                .orElse(link);
    }

    private static boolean relays(String url) {
        return url.startsWith("turn");
    }

    /** Tells an endpoint of the media server its own way out, where one is named. Blocks on the media server. */
    void equip(WebRtcEndpoint endpoint) {
        config.mediaServerStun().ifPresent(address -> {
            int colon = address.lastIndexOf(':');
            endpoint.setStunServerAddress(address.substring(0, colon));
            endpoint.setStunServerPort(Integer.parseInt(address.substring(colon + 1)));
        });
        mediaServersRelay().ifPresent(endpoint::setTurnUrl);
    }

    /** {@code name:password@host:port}, as Kurento wants it; its own colon is why the name has none. */
    Optional<String> mediaServersRelay() {
        return config.mediaServerTurn().map(address -> {
            TurnCredential credential = TurnCredential.nameless(secret.orElseThrow(), expires());
            return credential.username() + ":" + credential.password() + "@" + address;
        });
    }

    private Instant expires() {
        return clock.instant().plus(config.turnCredentialTtl());
    }

    private static String id() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
