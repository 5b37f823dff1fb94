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

    @Test
    void studyNeedsAPlatformAndAName() {
        EvaluateOptions options = parse("--policy a --episodes 1 --seed 1 --submit https://parley.example --name s-1");

        assertThat(options.submission().orElseThrow().platform()).hasHost("parley.example");
        assertThat(options.submission().orElseThrow().name()).isEqualTo("s-1");
        String here = "--policy a --episodes 1 --seed 1 --submit http://127.0.0.1:8080 --name s";
        assertThat(parse(here + "n".repeat(119)).submission()).isPresent();
        refused(here + "n".repeat(120), "at most 120 characters");
        refused("--policy a --episodes 1 --seed 1 --submit http://127.0.0.1:8080", "--name is missing");
        refused("--policy a --episodes 1 --seed 1 --name s", "needs --submit");
        refused(here + " --out results", "--out is for evaluations on this machine");
        refused(here + " --cores 2", "--cores is for evaluations on this machine");
        refused(here + " --worlds 2", "--worlds is for evaluations on this machine");
        for (String address :
                List.of("parley.example", "ftp://parley.example", "http://key@parley.example", "http:/x", ":")) {
            refused("--policy a --episodes 1 --seed 1 --name s --submit " + address, "such as https://parley.example");
        }
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
