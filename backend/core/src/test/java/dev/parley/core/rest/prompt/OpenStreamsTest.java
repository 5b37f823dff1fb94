package dev.parley.core.rest.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
    private final OpenStreams streams = new OpenStreams(2, 3);

    @Test
    void placesAreLimitedPerGuestAndPerNetworkAndComeBackOnce() {
        Runnable first = streams.open("a", "n");
        streams.open("a", "n");
        refused("a", "n");
        streams.open("b", "n");
        refused("c", "n");
        first.run();
        first.run();
        streams.open("c", "n");
        refused("c", "n");
    }

    private void refused(String guest, String network) {
        assertThatThrownBy(() -> streams.open(guest, network))
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }
}
