package dev.parley.core.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.support.Lab;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesOfASceneTest {
    private static final SceneData SCENE = new SceneReader(new ObjectMapper()).read(Lab.SCENE, "1", Lab.scene());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put the red cube in the blue bowl|put-cube-red-in-bowl-blue",
                "Put the RED cube in the blue bowl.|put-cube-red-in-bowl-blue",
                "put red cube in blue bowl|put-cube-red-in-bowl-blue",
                "put the red block into the orange dish|put-cube-red-in-bowl-orange",
                "place the green box inside the blue bowl|put-cube-green-in-bowl-blue",
                "pick up the blue cube and put it in the blue bowl|put-cube-blue-in-bowl-blue",
                "pick the blue cube up and put it in the orange bowl|put-cube-blue-in-bowl-orange",
                "grab the red cube, then put it in the blue bowl|put-cube-red-in-bowl-blue",
                "move the green cube to the orange bowl|put-cube-green-in-bowl-orange",
                "transfer the green cube over to the orange bowl|put-cube-green-in-bowl-orange",
                "could you please move the red cube into the blue bowl?|put-cube-red-in-bowl-blue",
                "I would like the red cube in the blue bowl|put-cube-red-in-bowl-blue",
                "I want the red cube to be in the blue bowl|put-cube-red-in-bowl-blue",
                "into the orange bowl goes the red cube|put-cube-red-in-bowl-orange",
                "the red cube goes in the blue bowl|put-cube-red-in-bowl-blue",
                "the orange bowl should contain the green cube|put-cube-green-in-bowl-orange",
                "make sure the green cube ends up in the blue bowl|put-cube-green-in-bowl-blue",
                "toss the red cube into the blue bowl please|put-cube-red-in-bowl-blue",
                "red cube to blue bowl|put-cube-red-in-bowl-blue",
            })
    void sentenceWithOneClearTaskIsRecognised(String sentence, String task) {
        assertThat(SCENE.recognise(sentence)).map(SceneData.TaskData::id).contains(task);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wave",
                "do not put the red cube in the blue bowl",
                "don't put the red cube in the blue bowl",
                "never put the red cube in the blue bowl",
                "put the red cube in the blue bowl but go around the yellow cylinder",
                "put the red cube in the blue bowl without touching the green cube",
                "put the red cube in the blue bowl, not the orange bowl",
                "put the red cube in the blue bowl slowly",
                "put the red cube in the blue bowl and the green cube in the orange bowl",
                "put the red cube in the blue bowl and then take it out again",
                "put the red cube in the blue bowl. then wave",
                "put the red cube and the green cube in the blue bowl",
                "put all cubes in the blue bowl",
                "put a cube in the blue bowl",
                "put the cube in the blue bowl",
                "put the red cube in a bowl",
                "put the red cube in the bowl",
                "put the purple cube in the blue bowl",
                "put the red sphere in the blue bowl",
                "put the red cube next to the blue bowl",
                "put the red cube on the blue bowl",
                "put the red cube near the blue bowl",
                "put the red cube under the blue bowl",
                "put the blue bowl in the red cube",
                "put the yellow cylinder in the blue bowl",
                "put the cylinder in the blue bowl",
                "put the red cube in the red cube",
                "take the red cube out of the blue bowl",
                "remove the red cube from the blue bowl",
                "pick up the red cube",
                "the red cube is in the blue bowl",
                "is the red cube in the blue bowl?",
                "did you put the red cube in the blue bowl?",
                "almost put the red cube in the blue bowl",
                "pretend to put the red cube in the blue bowl",
                "if the light is on put the red cube in the blue bowl",
                "pick up the red cube and put the green cube in the blue bowl",
                "put the r\u0435d cube in the blue bowl",
                "pon el cubo rojo en el taz\u00f3n azul",
                "put the <0> in the <1>",
            })
    void anythingElseIsNotMachineJudged(String sentence) {
        assertThat(SCENE.recognise(sentence)).isEmpty();
    }
}
