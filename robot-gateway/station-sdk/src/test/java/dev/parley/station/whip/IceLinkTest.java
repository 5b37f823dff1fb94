package dev.parley.station.whip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IceLinkTest {
    private static final String STUN = "<stun:stun.example.org:3478>; rel=\"ice-server\"";
    private static final String TURN =
            "<turn:turn.example.org?transport=udp>; rel=\"ice-server\"; username=\"17:ab_-\";"
                    + " credential=\"q5/+li==\"; credential-type=\"password\"";

    private final IceLink stun = new IceLink("stun:stun.example.org:3478", "", "");
    private final IceLink turn = new IceLink("turn:turn.example.org?transport=udp", "17:ab_-", "q5/+li==");

    @Test
    void serversAreReadFromHeadersOfTheirOwnAndFromOneThatHoldsThemAll() {
        assertThat(IceLink.in(List.of(STUN, TURN))).containsExactly(stun, turn);
        assertThat(IceLink.in(List.of(STUN + ", " + TURN))).containsExactly(stun, turn);
        assertThat(IceLink.in(List.of("<stun:stun.example.org:3478>;rel=ice-server")))
                .containsExactly(stun);
    }

    @Test
    void otherLinksAndGarbageAreNoServers() {
        assertThat(IceLink.in(List.of("<https://example.org/next>; rel=\"next\", " + TURN)))
                .containsExactly(turn);
        assertThat(IceLink.in(List.of("", "<turn:a>", "turn:a; rel=\"ice-server\"", "<>;;;")))
                .isEmpty();
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(turn.toString()).doesNotContain("q5/");
    }
}
