package dev.parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.secret.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final SecretKeys KEYS = purpose -> Arrays.copyOf(purpose.getBytes(StandardCharsets.US_ASCII), 32);

    private final Guests guests = new Guests(KEYS, new SecureRandom());
    private final Networks networks = new Networks(
            new NetworkConfig() {
                @Override
                public Optional<List<String>> trustedProxies() {
                    return Optional.of(List.of("10.0.0.0/8", "fd00::/8"));
                }

                @Override
                public Optional<List<String>> publicOrigins() {
                    return Optional.empty();
                }
            },
            KEYS);

    @Test
    void cookieProvesTheSameGuestAgainAndNobodyElse() {
        Guests.Minted guest = guests.mint();
        assertThat(guests.recognise(guest.cookieValue())).contains(guest.id());
        assertThat(guests.mint().id()).isNotEqualTo(guest.id());
        assertThat(guest.cookieValue()).doesNotContain(guest.id().toString());
        assertThat(guest.id().value().version()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.b", "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "🙂.🙂"})
    void whatWasNotMadeHereIsNobody(String forged) {
        assertThat(guests.recognise(forged)).isEmpty();
    }

    @Test
    void proofOfAnotherInstallationIsNobody() {
        Guests elsewhere = new Guests(purpose -> new byte[32], new SecureRandom());
        assertThat(guests.recognise(elsewhere.mint().cookieValue())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,,192.0.2.250,,true",
        "192.0.2.1,,192.0.3.1,,false",
        "2001:db8:1::1,,2001:db8:1:ffff::2,,true",
        "2001:db8:1::1,,2001:db8:2::1,,false",
        // A proxy of ours is believed, from the nearest hop outwards.
        "10.1.2.3,198.51.100.7,198.51.100.9,,true",
        "10.1.2.3,'203.0.113.5, 198.51.100.7, 10.9.9.9',198.51.100.9,,true",
        "fd00::1,198.51.100.7,198.51.100.9,,true",
        // A stranger's header is not, nor what lies beyond a stranger.
        "192.0.2.1,198.51.100.7,192.0.2.9,,true",
        "10.1.2.3,'198.51.100.7, 192.0.2.1',192.0.2.9,,true",
        "10.1.2.3,garbage,10.1.2.9,,true",
    })
    void networkIsOneOfSlash24OrSlash48AndOfWhomAProxySays(
            String remote, String forwarded, String otherRemote, String otherForwarded, boolean same) {
        String one = networks.prefixOf(remote, Optional.ofNullable(forwarded));
        String other = networks.prefixOf(otherRemote, Optional.ofNullable(otherForwarded));
        assertThat(one.equals(other)).isEqualTo(same);
        assertThat(one).doesNotContain("192").hasSize(16);
    }
}
