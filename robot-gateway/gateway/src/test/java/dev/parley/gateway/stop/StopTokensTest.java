package dev.parley.gateway.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopTokensTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final String token = tokens(START, (byte) 1).mint("Ada Ünal", Duration.ofHours(12));

    @Test
    void tokenNamesWhoStopsUntilItExpires() {
        assertThat(tokens(START, (byte) 1).verify(token)).isEqualTo(Actor.key("Ada Ünal"));
        assertThat(tokens(START.plus(Duration.ofHours(11)), (byte) 1).verify(token))
                .isEqualTo(Actor.key("Ada Ünal"));
        assertRefused(tokens(START.plus(Duration.ofHours(12)), (byte) 1), token, "expired");
    }

    @Test
    void tokenOfAnotherInstallationOrTamperedWithIsRefused() {
        assertRefused(tokens(START, (byte) 2), token, "operator's stop token");
        for (int i = 5; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(
                    tokens(START, (byte) 1),
                    token.substring(0, i) + other + token.substring(i + 1),
                    "operator's stop token");
        }
        for (String rubbish : new String[] {"", "pls2.", "pls2.!!", "pls2.AAAA", "pls1.AAAA", "x".repeat(5000)}) {
            assertRefused(tokens(START, (byte) 1), rubbish, "operator's stop token");
        }
    }

    @Test
    void tokenOfAPersonSaysWhoAndByWhichRight() {
        Actor ada = new Actor(Optional.of(PersonId.random()), "Ada\nÜnal", "OPERATOR", "net-1");

        assertThat(tokens(START, (byte) 1).verify(tokens(START, (byte) 1).mint(ada, Duration.ofMinutes(15))))
                .isEqualTo(ada);
    }

    @Test
    void tokenNamesAPerson() {
        assertThatThrownBy(() -> tokens(START, (byte) 1).mint(" ", Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names a person");
    }

    private static void assertRefused(StopTokens tokens, String token, String words) {
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOfSatisfying(ParleyException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.TOKEN_REFUSED);
            assertThat(refused.detail()).contains(words);
        });
    }

    private static StopTokens tokens(Instant now, byte keyByte) {
        byte[] key = new byte[32];
        key[0] = keyByte;
        return new StopTokens(purpose -> key, Clock.fixed(now, ZoneOffset.UTC));
    }
}
