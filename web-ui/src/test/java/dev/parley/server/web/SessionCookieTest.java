package dev.parley.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    private static final String OURS = "parley-guest=a.b; Path=/; HTTPOnly; SameSite=Lax";

    @Test
    void sessionOfFlowIsReadByNoScriptAndSentByNoOtherSitesPage() {
        assertThat(restricted(false, OURS, "JSESSIONID=abc; path=/"))
                .containsExactly(OURS, "JSESSIONID=abc; path=/; SameSite=Lax; HttpOnly");
    }

    @Test
    void overTlsItIsSentOverTlsAlone() {
        assertThat(restricted(true, "JSESSIONID=abc; path=/"))
                .containsExactly("JSESSIONID=abc; path=/; SameSite=Lax; HttpOnly; Secure");
    }

    @Test
    void whatItSaysOfThatAlreadyStays() {
        String strict = "JSESSIONID=abc; path=/; secure; httponly; samesite=Strict";
        assertThat(restricted(true, strict)).containsExactly(strict);
        // A value that reads like an attribute is none.
        assertThat(restricted(false, "JSESSIONID=HttpOnly"))
                .containsExactly("JSESSIONID=HttpOnly; SameSite=Lax; HttpOnly");
    }

    @Test
    void answersWithoutItAreLeftAsTheyAre() {
        assertThat(restricted(true, OURS)).containsExactly(OURS);
        assertThat(restricted(true)).isEmpty();
    }

    private static List<String> restricted(boolean secure, String... cookies) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        List.of(cookies).forEach(cookie -> headers.add("set-cookie", cookie));
        SessionCookie.restrict(headers, secure);
        return headers.getAll("Set-Cookie");
    }
}
