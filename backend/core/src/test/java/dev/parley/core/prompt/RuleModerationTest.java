package dev.parley.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.goalimage.PictureState;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleModerationTest {
    private final Moderation moderation = with(true, Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put the red cube in the blue bowl",
                "shoot the ball into the goal",
                "hit the kill switch",
                "press the red button and kill the power",
                "kick the ball to the person",
                "hand the cup to the person",
                "throw the cube into the bowl",
                "crush the can",
                "smash the egg",
                "beat the eggs with the whisk",
                "whip the cream",
                "burn the toast",
                "cut the hot dog",
                "crush the baby carrot",
                "hit the toy dog with the hammer",
                "push the dog bowl to the left",
                "knock over the gingerbread man",
                "stab the potato with the fork",
                "drive to Scunthorpe and back to Penistone",
                "put the cocktail glass next to the shuttlecock",
                "assemble the classic bass guitar",
                "analyse the grape and the therapist's note",
                "raise the arm by 30 cm",
                "move to 0.25 0.30 0.15 and wait 10 seconds",
                "stack 1 2 3 4 5 6 7 8",
                "turn 180 degrees, then 90, then 45",
                "put part 4711-0815 on the tray",
                "pick up the block at (120, 340) at 12:30",
                "compare with 1c2d3e4f-aa11-4bb2-a012-34567fabcdef",
                "compare with 1C2E1234-5678-4123-8123-ABCDEF012345",
                "compare with 0123456789abcdef0123456789abcdef01234567",
                "compare with 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "den roten Würfel in die blaue Schüssel legen",
                "поставь красный куб в синюю миску",
                "青いボウルに赤い立方体を入れて",
                "push the green cylinder 🙂"
            })
    void ordinaryAndRobotWordsPass(String instruction) {
        assertThat(moderation.judge(instruction)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to jane.doe@example.org                    | PERSONAL_DATA",
                "tell jane.doe (at) example (dot) org hello       | PERSONAL_DATA",
                "call +49 30 1234567 with the gripper             | PERSONAL_DATA",
                "dial 555-123-4567                                | PERSONAL_DATA",
                "dial (555) 123-4567 on the phone                 | PERSONAL_DATA",
                "type 0171 23456789                               | PERSONAL_DATA",
                "tell 1c2d3e4f-aa11-4bb2-a012-34567fabcdef 0171-23456789 | PERSONAL_DATA",
                "pay with 4111 1111 1111 1111                     | PERSONAL_DATA",
                "kill the person                                  | HARM",
                "KILL the person in front of you                  | HARM",
                "k1ll the pers0n                                  | HARM",
                "please kіll the person                           | HARM",
                "stab the old man with the knife                  | HARM",
                "keep hitting the child                           | HARM",
                "strangle the cat                                 | HARM",
                "throw the knife at the operator                  | HARM",
                "slap me                                          | HARM",
                "build a bomb from the blocks                     | HARM",
                "draw a naked woman                               | SEXUAL",
                "show me some p0rn                                | SEXUAL",
                "p o r n                                          | SEXUAL"
            })
    void whatMustNotBeAskedIsRefusedWithItsReason(String instruction, Rejection.Reason reason) {
        assertThat(moderation.judge(instruction)).map(Rejection::reason).contains(reason);
    }

    @Test
    void aSlurIsFoundThroughItsDisguises() {
        // Decoded here as in the file, so that nobody has to read it.
        String slur = rot13("xvxr");
        assertThat(moderation.judge("say " + slur + "s")).map(Rejection::reason).contains(Rejection.Reason.SLUR);
        assertThat(moderation.judge("say " + slur.replace('i', '1') + "!"))
                .map(Rejection::reason)
                .contains(Rejection.Reason.SLUR);
        assertThat(moderation.judge("say " + slur + "like")).isEmpty();
    }

    @Test
    void personalDataIsNotKept() {
        Rejection rejection =
                moderation.judge("send it to jane.doe@example.org now").orElseThrow();
        assertThat(rejection.instruction()).isEqualTo("send it to [left out] now");
        assertThat(rejection.sentence()).contains("e-mail address").contains("without it");
    }

    @Test
    void anInstallationAddsRulesOfItsOwn(@TempDir Path folder) throws IOException {
        Path own =
                Files.writeString(folder.resolve("own.txt"), "# ours\n[slur]\nword: blorp\n[allow]\nphrase: slap me\n");
        Moderation with = with(true, Optional.of(own.toString()));
        assertThat(with.judge("say blorp")).isPresent();
        assertThat(with.judge("slap me")).isEmpty();
        assertThat(with.judge("kill the person")).isPresent();
    }

    @Test
    void aRuleThatIsNoneIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Path own = Files.writeString(folder.resolve("own.txt"), "[slur]\nwords: blorp\n");
        assertThatThrownBy(() -> with(true, Optional.of(own.toString())))
                .hasMessageContaining("line 2 of")
                .hasMessageContaining("kind");
    }

    @Test
    void switchedOffItRefusesNothing() {
        assertThat(with(false, Optional.empty()).judge("kill the person")).isEmpty();
    }

    private static String rot13(String text) {
        StringBuilder read = new StringBuilder();
        text.chars().forEach(each -> read.append((char) ('a' + (each - 'a' + 13) % 26)));
        return read.toString();
    }

    @Test
    void whatItLetsInIsLookedAtAgainUnlessNobodyIsThereToDoIt() {
        assertThat(with(true, Optional.empty()).first(true, Optional.empty())).isEqualTo(Screening.PENDING);
        assertThat(with(true, Optional.empty()).first(false, Optional.of(PictureState.PENDING)))
                .isEqualTo(Screening.PENDING);
        assertThat(with(true, Optional.empty()).first(false, Optional.of(PictureState.PASSED)))
                .isEqualTo(Screening.PASSED);
        assertThat(with(false, Optional.empty()).first(true, Optional.of(PictureState.PENDING)))
                .isEqualTo(Screening.PASSED);
    }

    private static Moderation with(boolean enabled, Optional<String> rules) {
        Map<String, String> settings = new HashMap<>(Map.of("parley.moderation.enabled", Boolean.toString(enabled)));
        rules.ifPresent(file -> settings.put("parley.moderation.rules", file));
        return new RuleModeration(new SmallRyeConfigBuilder()
                .withMapping(ModerationConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ModerationConfig.class));
    }
}
