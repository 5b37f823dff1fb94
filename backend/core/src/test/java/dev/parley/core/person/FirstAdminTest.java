package dev.parley.core.person;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class FirstAdminTest {
    private static final Grant PLATFORM = new Grant(Role.PLATFORM_ADMIN, Optional.empty());

    @Inject
    FirstAdmin firstAdmin;

    @Inject
    People people;

    @Inject
    Pool sql;

    @Test
    void installationWithoutOneGetsOneFromSeveralReplicasAtOnceAndNoneAfterwards() throws IOException {
        nobodyIsPlatformAdmin();
        List<String> logged = new ArrayList<>();
        Handler log = listening(logged);
        Logger.getLogger("").addHandler(log);
        List<Optional<FirstAdmin.Made>> made;
        try {
            made = await(Uni.join()
                    .all(firstAdmin.makeIfNone(), firstAdmin.makeIfNone(), firstAdmin.makeIfNone())
                    .andCollectFailures());
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        assertThat(made.stream().flatMap(Optional::stream)).hasSize(1);
        FirstAdmin.Made admin =
                made.stream().flatMap(Optional::stream).findFirst().orElseThrow();
        assertThat(Files.readString(admin.file())).isEqualTo(admin.login() + "\n" + admin.oneTimePassword() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(admin.file())))
                .isEqualTo("rw-------");
        assertThat(logged).noneMatch(line -> line.contains(admin.oneTimePassword()));
        assertThat(logged).anyMatch(line -> line.contains("first-admin.password"));
        assertThat(admin.toString()).doesNotContain(admin.oneTimePassword());
        assertThat(await(firstAdmin.makeIfNone())).isEmpty();
        assertThat(admin.file()).as("not changed yet").exists();

        String cookie = Accounts.signIn(admin.login(), admin.oneTimePassword());
        given().cookie("parley-person", cookie).get("/api/v1/people").then().statusCode(403);
        String own = given().cookie("parley-person", cookie)
                .contentType(ContentType.JSON)
                .body(Map.of("present", admin.oneTimePassword(), "next", Accounts.PASSWORD))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .body("roles[0].role", equalTo("PLATFORM_ADMIN"))
                .extract()
                .cookie("parley-person");
        given().cookie("parley-person", own).get("/api/v1/people").then().statusCode(200);
        await(firstAdmin.makeIfNone());
        assertThat(admin.file()).as("of no use any more").doesNotExist();
    }

    @Test
    void thereIsNoAdminWhosePasswordCouldNotBeWrittenForAnybody() throws IOException {
        nobodyIsPlatformAdmin();
        FirstAdmin.Made admin = await(firstAdmin.makeIfNone()).orElseThrow();
        nobodyIsPlatformAdmin();
        // A folder that is not empty stands where the file belongs.
        Files.delete(admin.file());
        Path inTheWay = Files.createDirectories(admin.file().resolve("in-the-way"));
        try {
            assertThatThrownBy(() -> await(firstAdmin.makeIfNone())).hasMessageContaining("first-admin.password");
        } finally {
            Files.delete(inTheWay);
            Files.delete(admin.file());
        }
        assertThat(await(firstAdmin.makeIfNone())).as("nobody was made before").isPresent();
    }

    @Test
    void loginThatIsTakenIsNotTakenAway() {
        nobodyIsPlatformAdmin();
        await(firstAdmin.makeIfNone());
        nobodyIsPlatformAdmin();
        FirstAdmin.Made second = await(firstAdmin.makeIfNone()).orElseThrow();
        assertThat(second.login()).startsWith("admin-");
        await(firstAdmin.makeIfNone());
        assertThat(second.file()).as("not changed yet, whoever is called admin").exists();
        assertThat(Accounts.signIn(second.login(), second.oneTimePassword())).isNotEmpty();
    }

    private void nobodyIsPlatformAdmin() {
        for (PersonData person : await(people.list("", "", 200))) {
            if (person.grants().contains(PLATFORM) && person.disabledAt().isEmpty()) {
                // By hand: the platform refuses to close the last one.
                closed(person);
            }
        }
    }

    private void closed(PersonData person) {
        await(sql.preparedQuery("UPDATE person SET disabled_at = clock_timestamp() WHERE id = $1")
                .execute(Tuple.of(person.id().value())));
    }

    private static Handler listening(List<String> into) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (into) {
                    into.add(record.getMessage()
                            + (record.getParameters() == null
                                    ? ""
                                    : List.of(record.getParameters()).toString()));
                }
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
