package dev.parley.core.person;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action with every role: who may, and who is refused. */
class PermissionsTest {
    private static final Lab OURS = new Lab(LabId.random(), "ours", "Ours");
    private static final Lab THEIRS = new Lab(LabId.random(), "theirs", "Theirs");

    /** Each kind of person there is, in the order of the letters below. */
    private enum Who {
        GUEST,
        USER,
        RESEARCHER,
        OPERATOR_OF_OURS,
        OPERATOR_OF_THEIRS,
        ADMIN_OF_OURS,
        ADMIN_OF_THEIRS,
        PLATFORM_ADMIN;

        Optional<SignedIn> person() {
            return switch (this) {
                case GUEST -> Optional.empty();
                case USER -> Optional.of(signedIn());
                case RESEARCHER -> Optional.of(signedIn(new Grant(Role.RESEARCHER, Optional.empty())));
                case OPERATOR_OF_OURS -> Optional.of(signedIn(new Grant(Role.OPERATOR, Optional.of(OURS))));
                case OPERATOR_OF_THEIRS -> Optional.of(signedIn(new Grant(Role.OPERATOR, Optional.of(THEIRS))));
                case ADMIN_OF_OURS -> Optional.of(signedIn(new Grant(Role.LAB_ADMIN, Optional.of(OURS))));
                case ADMIN_OF_THEIRS -> Optional.of(signedIn(new Grant(Role.LAB_ADMIN, Optional.of(THEIRS))));
                case PLATFORM_ADMIN -> Optional.of(signedIn(new Grant(Role.PLATFORM_ADMIN, Optional.empty())));
            };
        }
    }

    /** Said a second time, and in another way than in the code: y may, - may not; what is done is done to our lab. */
    private static final Map<Action, String> EXPECTED = Map.ofEntries(
            //                                              guest, user, researcher, operator ours, theirs, admin ours,
            // theirs, platform
            Map.entry(Action.TAKE_PART, "yyyyyyyy"),
            Map.entry(Action.KEEP_ACCOUNT, "-yyyyyyy"),
            Map.entry(Action.KEEP_TOKENS, "-yyyyyyy"),
            Map.entry(Action.SUBMIT_STUDY, "--y----y"),
            Map.entry(Action.REVIEW, "--y-----"),
            Map.entry(Action.LEAD_REVIEWS, "-------y"),
            Map.entry(Action.MAKE_DATASET, "--y--yyy"),
            Map.entry(Action.REMOVE_ANY_DATASET, "-------y"),
            Map.entry(Action.REGISTER_POLICY, "--y----y"),
            Map.entry(Action.GOVERN_POLICIES, "-------y"),
            Map.entry(Action.MODERATE, "-----yyy"),
            Map.entry(Action.WATCH_FROM_RESERVED_PLACE, "---yyyyy"),
            Map.entry(Action.STOP_STATION, "---yyyyy"),
            Map.entry(Action.CLEAR_STOP, "---y-y-y"),
            Map.entry(Action.SEE_STATION, "---y-y-y"),
            Map.entry(Action.ADMIT_STATION, "---y-y-y"),
            Map.entry(Action.RUN_CONSOLE, "---y-y--"),
            Map.entry(Action.ORDER_QUEUE, "-----y-y"),
            Map.entry(Action.REGISTER_STATION, "-----y-y"),
            Map.entry(Action.SET_STATION_RULES, "-----y-y"),
            Map.entry(Action.SEE_PEOPLE, "-----y-y"),
            Map.entry(Action.CREATE_PERSON, "-----yyy"),
            Map.entry(Action.GRANT_OPERATOR, "-----y-y"),
            Map.entry(Action.GRANT_ROLE, "-------y"),
            Map.entry(Action.RESET_PASSWORD, "-------y"),
            Map.entry(Action.DISABLE_PERSON, "-------y"),
            Map.entry(Action.CREATE_LAB, "-------y"),
            Map.entry(Action.SET_POLICY_OWNER, "-------y"),
            Map.entry(Action.READ_AUDIT, "-----y-y"));

    static Stream<Arguments> everyActionWithEveryRole() {
        return Arrays.stream(Action.values())
                .flatMap(action -> Arrays.stream(Who.values())
                        .map(who -> Arguments.of(
                                action,
                                who,
                                requireNonNull(EXPECTED.get(action)).charAt(who.ordinal()) == 'y')));
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @MethodSource("everyActionWithEveryRole")
    void oneTableSaysWhoMay(Action action, Who who, boolean may) {
        Optional<SignedIn> person = who.person();
        assertThat(Permissions.may(person, action, OURS.id())).isEqualTo(may);
        if (may) {
            Permissions.require(person, action, Optional.of(OURS.id()));
        } else {
            assertThatThrownBy(() -> Permissions.require(person, action, Optional.of(OURS.id())))
                    .isInstanceOfSatisfying(ParleyException.class, refusal -> {
                        assertThat(refusal.code())
                                .isEqualTo(who == Who.GUEST ? ErrorCode.SIGN_IN_NEEDED : ErrorCode.NOT_ALLOWED);
                        assertThat(refusal.detail())
                                .as("says who may")
                                .contains(action == Action.REVIEW ? "researchers" : "admins");
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("everyActionWithEveryRole")
    void whatIsNoLabsIsReachedByRolesOfThePlatformAlone(Action action, Who who, boolean may) {
        boolean ofALab = who.name().contains("_OF_");
        boolean anywhere = action.where() == Action.Where.ANYWHERE;
        assertThat(Permissions.may(who.person(), action)).isEqualTo(anywhere ? may : may && !ofALab);
    }

    @Test
    void everyActionIsExpectedOfSomebody() {
        assertThat(EXPECTED).containsOnlyKeys(Action.values());
        assertThat(EXPECTED.values()).allMatch(row -> row.length() == Who.values().length);
    }

    @Test
    void whoeverHasToChangeTheirPasswordMayDoNothingElseThanAGuest() {
        Grant admin = new Grant(Role.PLATFORM_ADMIN, Optional.empty());
        Optional<SignedIn> fresh = Optional.of(new SignedIn(PersonId.random(), "admin", "Admin", List.of(admin), true));
        for (Action action : Action.values()) {
            assertThat(Permissions.may(fresh, action, OURS.id()))
                    .as(action.name())
                    .isEqualTo(action == Action.KEEP_ACCOUNT || action == Action.TAKE_PART);
        }
        assertThatThrownBy(() -> Permissions.require(fresh, Action.CREATE_LAB))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PASSWORD_CHANGE_NEEDED));
    }

    @Test
    void auditIsToldByTheLowestRightThatSufficed() {
        Optional<SignedIn> both = Optional.of(signedIn(
                new Grant(Role.PLATFORM_ADMIN, Optional.empty()), new Grant(Role.OPERATOR, Optional.of(OURS))));
        assertThat(Permissions.require(both, Action.CLEAR_STOP, Optional.of(OURS.id())))
                .isEqualTo(Rank.OPERATOR);
        assertThat(Permissions.require(both, Action.CLEAR_STOP, Optional.of(THEIRS.id())))
                .isEqualTo(Rank.PLATFORM_ADMIN);
    }

    @Test
    void labAdminReadsTheirLabsAuditAndPlatformAdminAllOfIt() {
        assertThat(Permissions.labs(Who.ADMIN_OF_OURS.person().orElseThrow(), Action.READ_AUDIT))
                .hasValueSatisfying(labs -> assertThat(labs).containsExactly(OURS.id()));
        assertThat(Permissions.labs(Who.PLATFORM_ADMIN.person().orElseThrow(), Action.READ_AUDIT))
                .isEmpty();
        assertThatThrownBy(() -> Permissions.labs(Who.OPERATOR_OF_OURS.person().orElseThrow(), Action.READ_AUDIT))
                .isInstanceOf(ParleyException.class);
    }

    private static SignedIn signedIn(Grant... grants) {
        return new SignedIn(PersonId.random(), "somebody", "Some Body", List.of(grants), false);
    }
}
