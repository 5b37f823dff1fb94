package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluateOptionsTest {

    @Test
    void readsWhatIsGivenAndFillsInTheRest() {
        EvaluateOptions options =
                parse("--policy arm --episodes 20 --seed 0 --tasks a,stack-* --phrasings held-out --json");

        assertThat(options.tasks()).containsExactly("a", "stack-*");
        assertThat(options.wording()).isEqualTo(EvaluateOptions.Wording.HELD_OUT);
        assertThat(options.promptBy()).isEqualTo(EvaluateOptions.PromptBy.WORDS);
        assertThat(options.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(options.json()).isTrue();
        assertThat(options.out()).isEmpty();
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        refused("--episodes 1 --seed 1", "--policy is missing");
        refused("--policy a --seed 1", "--episodes is missing");
        refused("--policy a --episodes 0 --seed 1", "--episodes is a whole number from 1 to 1000000, not 0");
        refused("--policy a --episodes 1 --seed -1", "--seed is a whole number from 0");
        refused("--policy a --episodes 1 --seed x", "--seed is a whole number");
        refused("--policy a --episodes 1 --seed 1 --phrasings all", "train, held-out or plain, not all");
        refused("--policy a --episodes 1 --seed 1 --prompt-by smell", "words or picture, not smell");
        refused("--policy a --episodes 1 --seed 1 --policy b", "--policy is given twice");
        refused("--policy a --episodes 1 --seed", "--seed needs a value");
        refused("--policy a --episodes 1 --seed 1 --speed 3", "Unknown argument --speed");
        refused("--policy a --episodes 1 --seed 1 --phrasings train --instructions f", "exclude each other");
        refused("--policy a --episodes 1 --seed 1 --prompt-by picture --phrasings train", "gives no words");
        refused("--policy a --episodes 1 --seed 1 --cores 0", "--cores is a whole number from 1");
        refused("--policy a --episodes 1 --seed 1 --worlds 1000", "--worlds is a whole number from 1 to 256");
    }

    private static void refused(String line, String because) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static EvaluateOptions parse(String line) {
        return EvaluateOptions.parse(List.of(line.split(" ")));
    }
}
