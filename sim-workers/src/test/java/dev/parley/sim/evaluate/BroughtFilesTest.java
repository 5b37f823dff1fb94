package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SceneDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroughtFilesTest {

    @TempDir
    Path folder;

    @Test
    void instructionsAreReadWithTheirLineNumbers() throws IOException {
        Path file = file("# from the open day\n\nlift-cube\tup with it, \"please\"\r\nlift-cube\thoch damit: größer\n");

        assertThat(InstructionsFile.read(file))
                .containsExactly(
                        new InstructionsFile.Line(3, "lift-cube", "up with it, \"please\""),
                        new InstructionsFile.Line(4, "lift-cube", "hoch damit: größer"));
    }

    @Test
    void instructionsThatAreWrongAreRefusedByTheirLine() throws IOException {
        refusedInstructions(file("a\tb\nno tab here\n"), "line 2: a line is a task's id, a tab and the instruction");
        refusedInstructions(file("a\t \n"), "line 1: an instruction has 1 to 500 characters, not 0");
        refusedInstructions(file("a\t" + "x".repeat(501) + "\n"), "line 1: an instruction has 1 to 500");
        refusedInstructions(file("a\tb\u0007c\n"), "line 1: the instruction has a control character");
        refusedInstructions(file("# nothing\n"), "has no instruction");
        refusedInstructions(file("a\tb\n".repeat(10_001)), "has 10001 instructions, more than 10000");
        refusedInstructions(folder.resolve("absent"), "There is no file");
        Path latin = folder.resolve("latin");
        Files.write(latin, "a\tgr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        refusedInstructions(latin, "is not text in UTF-8");
    }

    @Test
    void conditionsAreReadFromJson() throws IOException {
        assertThat(ConditionsFile.read(file("{\"friction.objects\": 0.8, \"light.intensity\": 1}"), scenes())
                        .values())
                .containsEntry("friction.objects", 0.8)
                .containsEntry("light.intensity", 1.0);
    }

    @Test
    void conditionsThatAreWrongAreRefusedByName() throws IOException {
        refusedConditions("{\"wind\": 1}", "scene blocks-and-bowls has no condition named wind");
        refusedConditions("{\"friction.objects\": 9}", "friction.objects of scene blocks-and-bowls is 9.0 but must be");
        refusedConditions("{\"friction.objects\": \"low\"}", "friction.objects must be a number");
        refusedConditions("[1]", "must be a JSON object");
        refusedConditions("{", "is not JSON");
    }

    private void refusedConditions(String content, String because) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> ConditionsFile.read(file, scenes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static void refusedInstructions(Path file, String because) {
        assertThatThrownBy(() -> InstructionsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static List<SceneDescription> scenes() {
        return List.of(SceneDescription.load("blocks-and-bowls"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "brought", ""), content);
    }
}
