package dev.parley.sim.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Phrasings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put the red cube in the blue bowl and then the green cube in the orange bowl"
                        + " | put <cube-red> in <bowl-blue> > put <cube-green> in <bowl-orange>",
                "first put the red cube in the blue bowl, after that place the green cube in the orange one"
                        + " | put <cube-red> in <bowl-blue> > place <cube-green> in <bowl-orange>",
                "put the red cube and the green cube in the blue bowl"
                        + " | put <cube-red> in <bowl-blue> + put <cube-green> in <bowl-blue>",
                "put all cubes in the blue bowl | put <cube-red> in <bowl-blue> + put <cube-green> in <bowl-blue>"
                        + " + put <cube-blue> in <bowl-blue>",
                "put all the cubes except the red one in the orange bowl"
                        + " | put <cube-green> in <bowl-orange> + put <cube-blue> in <bowl-orange>",
                "put the blue cube in the red bowl | put <cube-blue> in the red bowl",
                "do not put the red cube in the blue bowl | do not put <cube-red> in <bowl-blue>",
            })
    void bowlsAreFilledInTheOrderOfTheWords(String instruction, String plan) {
        assertThat(read("blocks-and-bowls", instruction)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open the drawer and put the red cube in it | open <drawer> > put <cube-red> in <drawer>",
                "pick up the red cube, put it in the drawer and close it"
                        + " | pick up <cube-red> and put it in <drawer> > close <drawer>",
                "before closing the drawer, put the red cube in it | put <cube-red> in <drawer> > close <drawer>",
                "close the drawer after putting the red cube in the drawer | put <cube-red> in <drawer> > close <drawer>",
                "start by opening the drawer, then put the blue cube in it, and finally close it"
                        + " | open <drawer> > put <cube-blue> in <drawer> > close <drawer>",
                "put the red cube away in the drawer | put <cube-red> in <drawer> > close <drawer>",
                "drop the red cube in the box and cover the box | drop <cube-red> in <box> > close <box>",
                "put the green block inside the drawer. Afterwards, shut it."
                        + " | put <cube-green> inside <drawer> > shut <drawer>",
            })
    void pronounsMeanWhatWasNamedBefore(String instruction, String plan) {
        assertThat(read("drawer-and-lid", instruction)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build a tower of blue, green and red | stack <cube-green> on <cube-blue> > stack <cube-red> on <cube-green>",
                "stack yellow, red, blue from top to bottom"
                        + " | stack <cube-red> on <cube-blue> > stack <cube-yellow> on <cube-red>",
                "sort the cubes: red and yellow in the white tray, green and blue in the black tray"
                        + " | put <cube-red> in <tray-white> + put <cube-yellow> in <tray-white>"
                        + " > put <cube-green> in <tray-black> + put <cube-blue> in <tray-black>",
                "warm colours in the white tray, cold ones in the black tray"
                        + " | put <cube-red> in <tray-white> + put <cube-yellow> in <tray-white>"
                        + " > put <cube-green> in <tray-black> + put <cube-blue> in <tray-black>",
                "pick up the red and the green cube and put them in the black tray"
                        + " | put <cube-red> in <tray-black> + put <cube-green> in <tray-black>",
                "put the red cube on the blue cube and the green cube on top"
                        + " | put <cube-red> on <cube-blue> > put <cube-green> on top of <cube-red>",
            })
    void towersAndSortsBecomeSingleMoves(String instruction, String plan) {
        assertThat(read("stacking-and-sorting", instruction)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocks-and-bowls", "stacking-and-sorting", "drawer-and-lid", "push-board"})
    void noSentenceForOneTaskIsTakenApart(String id) {
        SceneDescription scene = SceneDescription.load(id);
        InstructionReader reader = new InstructionReader(new NamedThings(scene.vocabulary()));
        Phrasings phrasings = Phrasings.load(SceneFolder.of(id));
        List<String> takenApart = new ArrayList<>();
        for (Task task : SkillBook.single(scene)) {
            List<String> sentences = new ArrayList<>(phrasings.trainingSentences(task, scene.vocabulary()));
            sentences.addAll(phrasings.heldOutSentences(task, scene.vocabulary()));
            sentences.stream()
                    .filter(sentence -> reader.read(sentence).size() != 1)
                    .forEach(takenApart::add);
        }

        assertThat(takenApart).isEmpty();
    }

    @Test
    void sentenceOfOneTaskKeepsAllItsWords() {
        assertThat(read("blocks-and-bowls", "Robot, please put the red block in the blue dish!"))
                .isEqualTo("robot, please put <cube-red> in <bowl-blue>");
    }

    private static String read(String scene, String instruction) {
        NamedThings things = new NamedThings(SceneDescription.load(scene).vocabulary());
        return String.join(
                " > ",
                new InstructionReader(things)
                        .read(instruction).stages().stream()
                                .map(stage -> String.join(" + ", stage.clauses()))
                                .toList());
    }
}
