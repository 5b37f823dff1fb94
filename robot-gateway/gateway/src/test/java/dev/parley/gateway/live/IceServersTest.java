package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceServersTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "a shared secret";
    private static final String STUN = "stun:stun.example.org:3478";
    private static final String TURN = "turn:turn.example.org:3478?transport=udp";

    private static final Pattern LINK = Pattern.compile(
            "<([^>]+)>; rel=\"ice-server\"; username=\"(\\d+):([A-Za-z0-9_-]{12})\"; credential=\"([^\"]+)\"; credential-type=\"password\"");

    /** As {@code printf '%s' NAME | openssl dgst -sha1 -hmac SECRET -binary | base64} says. */
    @Test
    void passwordIsTheNameSignedWithTheSharedSecret() {
        Instant expires = Instant.ofEpochSecond(1_795_608_000);

        assertThat(TurnCredential.of(SECRET, expires, "visitor"))
                .isEqualTo(new TurnCredential("1795608000:visitor", "2rEOaZDpaqV+NmZev2No8KdzGag="));
        assertThat(TurnCredential.nameless(SECRET, expires))
                .isEqualTo(new TurnCredential("1795608000", "q5liwd2jhnUDCfBjlLh5s3LT0Rg="));
    }

    @Test
    void everyServerIsALinkAndOnlyARelayHasACredential() {
        List<String> links = new IceServers(TestIceConfig.of(SECRET, STUN, TURN), CLOCK).links();

        assertThat(links).hasSize(2).first().isEqualTo("<" + STUN + ">; rel=\"ice-server\"");
        Matcher link = LINK.matcher(links.getLast());
        assertThat(link.matches()).as(links.getLast()).isTrue();
        assertThat(link.group(1)).isEqualTo(TURN);
        assertThat(Instant.ofEpochSecond(Long.parseLong(link.group(2)))).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(new TurnCredential(link.group(2) + ":" + link.group(3), link.group(4)))
                .isEqualTo(TurnCredential.of(SECRET, Instant.parse("2026-11-25T12:00:00Z"), link.group(3)));
    }

    @Test
    void nobodyIsToldAnothersCredential() {
        IceServers servers = new IceServers(TestIceConfig.of(SECRET, TURN), CLOCK);
        Set<String> told = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            told.addAll(servers.links());
        }
        assertThat(told).hasSize(50);
    }

    @Test
    void withoutServersNothingIsTold() {
        IceServers servers = new IceServers(TestIceConfig.none(), CLOCK);
        assertThat(servers.links()).isEmpty();
        assertThat(servers.mediaServersRelay()).isEmpty();
    }

    @Test
    void nameForTheMediaServerHasNoColonOfItsOwn() {
        IceServers servers = new IceServers(
                TestIceConfig.none().withSecret(SECRET).withMediaServer("coturn:3478", "192.0.2.7:3478"), CLOCK);

        assertThat(servers.mediaServersRelay()).contains("1795608000:q5liwd2jhnUDCfBjlLh5s3LT0Rg=@coturn:3478");
    }

    @Test
    void secretMayLieInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("turn_secret"), SECRET + "\n");
        IceServers servers = new IceServers(
                TestIceConfig.none().withSecretFile(file).withMediaServer("coturn:3478", "192.0.2.7:3478"), CLOCK);
        assertThat(servers.mediaServersRelay())
                .hasValueSatisfying(url -> assertThat(url).contains("q5liwd2jhnUDCfBjlLh5s3LT0Rg="));

        TestIceConfig both = TestIceConfig.of(SECRET, TURN).withSecretFile(file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IceServers(both, CLOCK))
                .withMessageContaining("not both")
                .withMessageNotContaining(SECRET);
        Files.writeString(file, " \n");
        TestIceConfig empty = TestIceConfig.none().withUrls(TURN).withSecretFile(file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IceServers(empty, CLOCK))
                .withMessageContaining("which is empty");
        TestIceConfig missing = TestIceConfig.none().withUrls(TURN).withSecretFile(folder.resolve("none"));
        assertThatThrownBy(() -> new IceServers(missing, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("parley.ice.turn-secret-file cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:192.0.2.1",
                "stuns:stun.example.org:5349",
                "turns:turn.example.org:443?transport=tcp",
                "turn:[2001:db8::1]:3478?transport=udp"
            })
    void addressesThatBrowsersTakeAreTaken(String url) {
        assertThat(new IceServers(TestIceConfig.of(SECRET, url), CLOCK).links())
                .singleElement()
                .asString()
                .startsWith("<" + url + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn.example.org",
                "http://turn.example.org",
                "turn:user@turn.example.org",
                "turn:turn.example.org>; rel=\"other",
                "turn:turn.example.org?transport=sctp",
                "turn:"
            })
    void addressThatBrowsersWouldNotTakeIsNamedAtTheStart(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IceServers(TestIceConfig.of(SECRET, url), CLOCK))
                .withMessageContaining("parley.ice.urls has '" + url + "'");
    }

    @Test
    void relayWithoutASecretIsNamedAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IceServers(TestIceConfig.none().withUrls(STUN, TURN), CLOCK))
                .withMessageContaining("parley.ice.turn-secret-file");
        assertThat(new IceServers(TestIceConfig.none().withUrls(STUN), CLOCK).links())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IceServers(
                        TestIceConfig.of(SECRET, STUN).withMediaServer("coturn", "192.0.2.7:3478"), CLOCK))
                .withMessageContaining("parley.ice.media-server-turn is host:port, not 'coturn'");
    }

    @Test
    void credentialPrintsWithoutItsPassword() {
        assertThat(TurnCredential.of(SECRET, NOW, "visitor").toString())
                .isEqualTo("TurnCredential[1795600800:visitor]");
    }
}
