package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LiveTokensTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final EpisodeId episode = EpisodeId.random();
    private final LiveTokens tokens = tokens(START, (byte) 1);
    private final LiveChannelId channel = new LiveChannelId(episode, "main");

    @Test
    void mintedTokenIsGoodForItsChannelUntilItExpires() {
        String token = tokens.mintPublisher(episode, "main");
        tokens.verifyPublisher(token, channel);
        tokens(START.plus(Duration.ofMinutes(119)), (byte) 1).verifyPublisher(token, channel);
        assertRefused(
                tokens(START.plus(Duration.ofHours(2)), (byte) 1), token, channel, "this publishing token has expired");
    }

    @Test
    void tokenOfAnotherEpisodeOrCameraIsRefused() {
        String token = tokens.mintPublisher(episode, "main");
        assertRefused(tokens, token, new LiveChannelId(EpisodeId.random(), "main"), "this token does not allow");
        assertRefused(tokens, token, new LiveChannelId(episode, "wrist"), "this token does not allow");
    }

    @Test
    void tokenThatWasTamperedWithIsRefused() {
        String token = tokens.mintPublisher(episode, "main");
        for (int i = 5; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            // The last character of a base64 group may hold bits that are not part of any byte.
            if (i < token.length() - 1) {
                assertRefused(tokens, forged, channel, "this token does not allow");
            }
        }
    }

    @Test
    void tokenOfAnotherInstallationIsRefused() {
        String token = tokens(START, (byte) 2).mintPublisher(episode, "main");
        assertRefused(tokens, token, channel, "this token does not allow");
    }

    @Test
    void rubbishIsRefused() {
        for (String rubbish : new String[] {"", "plw1.", "plw1.!!!", "plw1.AAAA", "x".repeat(2000)}) {
            assertRefused(tokens, rubbish, channel, "this token does not allow");
        }
    }

    @Test
    void bearerTokenNeverPrints() {
        assertThat(BearerToken.from("Bearer " + "s".repeat(30)).orElseThrow().toString())
                .doesNotContain("sss");
    }

    @Test
    void authorizationThatIsNoBearerTokenIsRefused() {
        assertThat(BearerToken.from(null)).isEmpty();
        for (String header : new String[] {"", "Basic abc", "Bearer", "Bearer short", "Bearer a b"}) {
            assertThatThrownBy(() -> BearerToken.from(header))
                    .as(header)
                    .isInstanceOfSatisfying(
                            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED));
        }
    }

    private static void assertRefused(LiveTokens tokens, String token, LiveChannelId channel, String words) {
        assertThatThrownBy(() -> tokens.verifyPublisher(token, channel))
                .isInstanceOfSatisfying(ParleyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED);
                    assertThat(e.detail()).startsWith(words);
                });
    }

    private static LiveTokens tokens(Instant now, byte keyByte) {
        byte[] key = new byte[32];
        key[0] = keyByte;
        return new LiveTokens(
                purpose -> key,
                new TestLiveConfig(URI.create("ws://127.0.0.1:1/kurento"), 1, 1),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
