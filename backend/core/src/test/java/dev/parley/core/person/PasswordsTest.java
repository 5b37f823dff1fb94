package dev.parley.core.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** From the reference implementation's own tests (phc-winner-argon2, src/test.c). */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashOfTheReferenceImplementationIsUnderstood() {
        assertThat(Argon2id.matches("password", REFERENCE)).isTrue();
        assertThat(Argon2id.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void hashSaysItsParametersAndIsAnotherOneEachTime() {
        String hash = Argon2id.hash("four words of my own", RANDOM);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(31 + 22 + 1 + 43);
        assertThat(Argon2id.hash("four words of my own", RANDOM)).isNotEqualTo(hash);
        assertThat(Argon2id.matches("four words of my own", hash)).isTrue();
        assertThat(Argon2id.matches("four words of my owN", hash)).isFalse();
        assertThat(Argon2id.matches("", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$",
                "$2b$12$abcdefghijklmnopqrstuuKiTjwzXhjgyGGLS5Jg0bO9mIK1HRDGe"
            })
    void whatIsNoHashOfOursMatchesNothingAndTakesNoMemory(String stored) {
        assertThat(Argon2id.matches("password", stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elevenchars",
                "Password1234!",
                "passwordpassword",
                "123456789012",
                "QwertyUiop!!!",
                "correct horse battery staple",
                "aaaabbbbaaaabbbb",
                "my name is ada.l indeed",
                "999letmein999"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertThatThrownBy(() -> PasswordRules.check("ada.l", password))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PASSWORD_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twelve chars",
                "four words of my own",
                "\u0417\u0438\u043c\u043e\u0439 \u0441\u043d\u0435\u0433\u0430 \u043c\u043d\u043e\u0433\u043e"
            })
    void whatIsLongAndOnesOwnIsTaken(String password) {
        assertThatCode(() -> PasswordRules.check("ada.l", password)).doesNotThrowAnyException();
    }

    @Test
    void lengthIsFromTwelveToTwoHundred() {
        String long200 = "word ".repeat(40);
        assertThatCode(() -> PasswordRules.check("ada", long200.substring(0, 200)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PasswordRules.check("ada", long200 + "x")).hasMessageContaining("12 to 200");
    }

    @Test
    void oneTimePasswordsAreLongOrdinaryAndNeverTheSame() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String password = OneTimePasswords.next(RANDOM);
            assertThat(password).matches("([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}");
            assertThat(made.add(password)).isTrue();
        }
    }
}
