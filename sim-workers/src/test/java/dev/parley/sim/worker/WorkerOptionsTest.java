package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SceneFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerOptionsTest {

    @Test
    void gatewayAndDataAreEnough() {
        assertThat(parse())
                .isEqualTo(new WorkerOptions(
                        URI.create("http://127.0.0.1:8080"),
                        Path.of("/tmp/sim"),
                        SceneFolder.carriedIds(),
                        "Sim 1",
                        false,
                        Map.of()));
    }

    @Test
    void scenesAreOfferedInTheOrderInWhichTheyAreNamed() {
        assertThat(parse("--scene", "room, blocks-and-bowls,./mine").scenes())
                .containsExactly("room", "blocks-and-bowls", "./mine");
        assertThatThrownBy(() -> parse("--scene", "room,")).hasMessageContaining("missing beside a comma");
    }

    @Test
    void unknownSceneIsRefusedWithTheNamesThatExist() {
        assertThatThrownBy(() -> OfferedScene.all(List.of("room", "kitchen")))
                .hasMessageContaining("No scene named kitchen")
                .hasMessageContaining("blocks-and-bowls")
                .hasMessageContaining("parts-and-trays");
        assertThatThrownBy(() -> OfferedScene.all(List.of("room", "room"))).hasMessageContaining("twice");
    }

    @Test
    void rehearsalHasTheTableUnlessToldOtherwise() {
        assertThat(parse("--rehearse-real").scenes()).containsExactly("blocks-and-bowls");
    }

    @Test
    void masksAreGivenByCameraAndOnlyForThoseThatPeopleSee() {
        WorkerOptions options = parse("--mask", "main=0,0,0.25,1;0.9,0,0.1,0.5");
        assertThat(options.masks())
                .hasEntrySatisfying(
                        "main", masks -> assertThat(masks.announced()).hasSize(2));
        List<OfferedScene> scenes = OfferedScene.all(List.of("blocks-and-bowls"));
        assertThat(OfferedScene.masked(scenes, options.masks())
                        .getFirst()
                        .peopleMasks()
                        .announced())
                .hasSize(2);
        assertThatThrownBy(() -> OfferedScene.masked(
                        scenes, parse("--mask", "policy=0,0,1,1").masks()))
                .hasMessage("--mask names camera policy; people see main");
        assertThatThrownBy(() -> parse("--mask", "0,0,1,1")).hasMessageContaining("CAMERA=LEFT,TOP,WIDTH,HEIGHT");
        assertThatThrownBy(() -> parse("--mask", "main=0,0,1,1/main=0,0,1,1")).hasMessageContaining("each camera once");
        assertThatThrownBy(() -> parse("--mask", "main=0,0,2,1")).hasMessageContaining("inside the picture");
    }

    private static WorkerOptions parse(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--gateway", "http://127.0.0.1:8080/", "--data", "/tmp/sim"));
        arguments.addAll(List.of(more));
        return WorkerOptions.parse(arguments);
    }

    @Test
    void missingDataIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--gateway", "http://127.0.0.1:8080")))
                .hasMessage("--data is missing");
    }

    @Test
    void unknownArgumentIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--speed", "2"))).hasMessage("Unknown argument --speed");
    }

    @Test
    void argumentWithoutValueIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--data"))).hasMessage("--data needs a value");
    }

    @Test
    void gatewayWithAPathIsRefused() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--gateway", "http://host/station", "--data", "d")))
                .hasMessageContaining("an origin such as http://127.0.0.1:8080");
    }
}
