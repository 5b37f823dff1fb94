package dev.parley.core.person;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.AuditEntry;
import dev.parley.core.audit.AuditQuery;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(ElsewhereTest.Roles.class)
class ElsewhereTest {
    private static final String ISSUER = "https://issuer.example/realms/lab";

    /** What values of the claim are worth. */
    public static final class Roles implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.oidc.roles",
                    "robots=OPERATOR@house,science=RESEARCHER,boss=PLATFORM_ADMIN,gone=OPERATOR@no-such-lab");
        }
    }

    @Inject
    SignIns signIns;

    @Inject
    People people;

    @Inject
    Audit audit;

    @Inject
    Accounts accounts;

    @Test
    void firstSignInMakesAPersonWhoIsTheSameOneAfterwards() {
        String subject = UUID.randomUUID().toString();
        SignedIn first = signIn(subject, "Grace.Hopper@lab.example", Set.of());
        assertThat(first.login()).startsWith("grace.hopper");
        assertThat(first.name()).isEqualTo("Grace Hopper");
        assertThat(first.mustChangePassword()).isFalse();
        assertThat(signIn(subject, "renamed", Set.of()).id()).isEqualTo(first.id());
        PersonData data = await(people.find(first.id())).orElseThrow();
        assertThat(data.elsewhere()).isTrue();
    }

    @Test
    void whoIsCalledThereAsSomebodyHereIsNotThem() {
        Accounts.Somebody ann = accounts.user();
        SignedIn other = signIn(UUID.randomUUID().toString(), ann.login(), Set.of());
        assertThat(other.id()).isNotEqualTo(ann.person().id());
        assertThat(other.login()).startsWith(ann.login() + "-");
        SignedIn nameless = signIn(UUID.randomUUID().toString(), "\u00e9\u00e9", Set.of());
        assertThat(nameless.login()).startsWith("person-").matches("[a-z0-9][a-z0-9._-]{2,39}");
    }

    @Test
    void rolesOfAClaimComeAndGoWithItAndThoseOfAPersonStay() {
        String subject = UUID.randomUUID().toString();
        SignedIn grace = signIn(subject, "grace", Set.of("robots", "gone", "something else"));
        assertThat(grace.grants()).extracting(Grant::toString).containsExactly("OPERATOR of house");
        await(people.grant(grace.id(), new Grant(Role.PLATFORM_ADMIN, Optional.empty()), Actor.platform(), "by hand"));
        assertThat(signIn(subject, "grace", Set.of("science")).grants())
                .extracting(Grant::toString)
                .containsExactlyInAnyOrder("RESEARCHER", "PLATFORM_ADMIN");
        assertThat(signIn(subject, "grace", Set.of()).grants())
                .extracting(Grant::toString)
                .containsExactly("PLATFORM_ADMIN");
    }

    @Test
    void lastPlatformAdminStaysOneWhateverTheClaimSays() {
        String subject = UUID.randomUUID().toString();
        Grant platform = new Grant(Role.PLATFORM_ADMIN, Optional.empty());
        SignedIn grace = signIn(subject, "grace", Set.of("boss"));
        for (PersonData other : await(people.list("", "", 200))) {
            if (other.grants().contains(platform) && !other.id().equals(grace.id())) {
                await(people.disable(other.id(), true, Actor.platform(), "so that one is left"));
            }
        }

        assertThat(signIn(subject, "grace", Set.of()).grants()).containsExactly(platform);

        Accounts.Somebody second = accounts.with(Role.PLATFORM_ADMIN);
        assertThat(signIn(subject, "grace", Set.of()).grants()).isEmpty();
        assertThat(await(people.find(second.person().id())).orElseThrow().grants())
                .containsExactly(platform);
    }

    @Test
    void whatAPersonGrantsStaysWhateverTheyAreCalled() {
        String subject = UUID.randomUUID().toString();
        SignedIn grace = signIn(subject, "grace", Set.of());
        Actor calledLikeTheClaim =
                new Actor(Optional.of(accounts.user().person().id()), "OIDC", Rank.PLATFORM_ADMIN.name(), "");
        await(people.grant(
                grace.id(), new Grant(Role.RESEARCHER, Optional.empty()), calledLikeTheClaim, "she does research"));

        assertThat(signIn(subject, "grace", Set.of()).grants())
                .extracting(Grant::toString)
                .containsExactly("RESEARCHER");
    }

    @Test
    void whoOperatesALabByAClaimIsThatLabsAffairInTheAudit() {
        String subject = UUID.randomUUID().toString();
        SignedIn grace = signIn(subject, "grace", Set.of("robots"));
        signIn(subject, "grace", Set.of());
        List<AuditEntry> seen = await(audit.search(new AuditQuery(
                Optional.empty(),
                Optional.of("role"),
                Optional.of(grace.id().toString()),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(Set.of(Lab.HOUSE)),
                10)));
        assertThat(seen)
                .extracting(entry ->
                        entry.deed().action() + " " + entry.deed().details().get("role"))
                .containsExactly("role.revoked OPERATOR of house", "role.granted OPERATOR of house");
        assertThat(seen).extracting(AuditEntry::lab).containsOnly(Optional.of("house"));
    }

    @Test
    void closedAccountIsClosedForTheOtherServiceToo() {
        String subject = UUID.randomUUID().toString();
        SignedIn grace = signIn(subject, "grace", Set.of());
        await(people.disable(grace.id(), true, Actor.platform(), "left"));
        assertThatThrownBy(() -> signIn(subject, "grace", Set.of()))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SIGN_IN_REFUSED));
    }

    @Test
    void whoHasNoPasswordHereGetsNoneThatTheyWouldHaveToChangeFirst() {
        String subject = UUID.randomUUID().toString();
        SignedIn grace = signIn(subject, "grace", Set.of());
        assertThatThrownBy(() -> await(people.newOneTimePassword(grace.id(), Actor.platform(), "forgotten")))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
        assertThat(signIn(subject, "grace", Set.of()).mustChangePassword()).isFalse();
    }

    @Test
    void settingThatMeansNothingStopsTheStartAndNamesTheEntry() {
        for (String wrong :
                List.of("", "x", "=RESEARCHER", "x=KING", "x=OPERATOR", "x=OPERATOR@", "x=RESEARCHER@house")) {
            assertThatThrownBy(() -> new OidcRoles(List.of("a=RESEARCHER", wrong)))
                    .as(wrong)
                    .hasMessageContaining("Entry 2 of parley.oidc.roles");
        }
        assertThat(new OidcRoles(List.of("cn=robots,dc=lab=LAB_ADMIN@house")).of(Set.of("cn=robots,dc=lab")))
                .containsExactly(new OidcRoles.Wanted(Role.LAB_ADMIN, Optional.of("house")));
    }

    private SignedIn signIn(String subject, String login, Set<String> values) {
        return await(signIns.signInElsewhere(
                        new Proven(ISSUER, subject, login, "Grace Hopper", values), "network", Optional.empty()))
                .person();
    }
}
