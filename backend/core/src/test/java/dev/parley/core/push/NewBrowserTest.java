package dev.parley.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NewBrowserTest {
    @Test
    void whatItIsCalledInALogTellsNeitherItsEndpointNorItsKeys() {
        byte[] key = new byte[65];
        byte[] auth = new byte[PushEncryption.AUTH_BYTES];
        Arrays.fill(key, (byte) 77);
        Arrays.fill(auth, (byte) 88);
        NewBrowser browser = new NewBrowser(URI.create("https://push.example/send/f81d4fae7dec"), key, auth);
        assertThat("It was " + browser)
                .isEqualTo("It was a browser that wants to be told")
                .doesNotContain("push.example", "f81d4fae7dec", "77", "88");
    }
}
