package dev.parley.core.limit;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What everybody behind one network may do together, beside what each of them may. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = SmallNetworks.class, restrictToAnnotatedClass = true)
class NetworkAllowancesTest {
    @Inject
    Limits limits;

    /** Guests have no allowance of their own, and logins none of their network; that of studies is set for all tests by those that submit some, and reached there. */
    @ParameterizedTest
    @EnumSource(
            value = Limit.class,
            names = {"GUESTS", "STUDIES", "LOGINS"},
            mode = EnumSource.Mode.EXCLUDE)
    void eachHasTheirOwnAllowanceAndTheirNetworkHasOneForAll(Limit limit) {
        String network = "net-" + UUID.randomUUID();
        Author one = somebody(network);
        for (int i = 0; i < SmallNetworks.EACH; i++) {
            await(limits.take(limit, one));
        }
        for (int i = 0; i < 3; i++) {
            // Refused for their own sake: the neighbours lose nothing by it.
            refused(limit, one);
        }
        for (int i = SmallNetworks.EACH; i < SmallNetworks.TOGETHER; i++) {
            await(limits.take(limit, somebody(network)));
        }
        refused(limit, somebody(network));
        await(limits.take(limit, somebody("net-" + UUID.randomUUID())));
    }

    @Test
    void triesOfOneLoginAreCountedTogetherWhereverTheyComeFrom() {
        AuthorId login = AuthorId.random();
        for (int i = 0; i < SmallNetworks.OF_ONE_LOGIN; i++) {
            await(limits.take(Limit.LOGINS, new Author(login, "net-" + UUID.randomUUID())));
        }
        refused(Limit.LOGINS, new Author(login, "net-" + UUID.randomUUID()));
        await(limits.take(Limit.LOGINS, new Author(AuthorId.random(), "net-" + UUID.randomUUID())));
    }

    @Test
    void guestsAreMadeAsOftenAsTheirNetworkMayAndWhoeverElseComesFromIt() {
        for (int i = 0; i < SmallNetworks.TOGETHER; i++) {
            mint("203.0.113." + (i + 1)).statusCode(201);
        }
        mint("203.0.113.77")
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many new guests"));
        mint("198.51.100.1").statusCode(201);
        mint("2001:db8:7:1::1").statusCode(201);
        // What lies before the nearest hop that is no proxy of ours may be invented.
        mint("198.51.100.200, 203.0.113.5").statusCode(429);
    }

    @Test
    void voteOfTheFirstOneTooManyFromANetworkIsRefusedOverRest() {
        String[] guests = new String[SmallNetworks.TOGETHER + 1];
        for (int i = 0; i < guests.length; i++) {
            guests[i] =
                    mint("192.0." + (10 + i) + ".1").statusCode(201).extract().path("token");
        }
        for (int i = 0; i < SmallNetworks.TOGETHER; i++) {
            vote(guests[i], "192.0.2.9").statusCode(404);
        }
        vote(guests[SmallNetworks.TOGETHER], "192.0.2.10")
                .statusCode(429)
                .body("detail", containsString("Too many votes"));
        vote(guests[SmallNetworks.TOGETHER], "192.0.3.10").statusCode(404);
    }

    private void refused(Limit limit, Author author) {
        assertThatThrownBy(() -> await(limits.take(limit, author)))
                .isInstanceOfSatisfying(ParleyException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refusal.detail()).contains("Too many " + limit.noun());
                });
    }

    private static Author somebody(String network) {
        return new Author(AuthorId.random(), network);
    }

    private static ValidatableResponse mint(String address) {
        return given().header("X-Forwarded-For", address).post("/api/v1/guests").then();
    }

    private static ValidatableResponse vote(String guest, String address) {
        return given().header("X-Parley-Guest", guest)
                .header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body(Map.of("success", "yes"))
                .post("/api/v1/episodes/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/votes")
                .then();
    }
}
