package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.parley.station.v1.RenderRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsedTableTest {
    private static final String BLOCKS = "blocks-and-bowls";

    @Test
    void secondLookAtTheSameStartFindsSomethingOutOfPlaceAndNoOther() throws IOException {
        try (DrawingScene drawings = new DrawingScene(OfferedScene.all(List.of(BLOCKS)))) {
            RehearsedTable table = new RehearsedTable(drawings);
            byte[] first = table.look(start(7));
            byte[] second = table.look(start(7));
            byte[] third = table.look(start(7));
            byte[] fourth = table.look(start(7));

            assertThat(ImageIO.read(new ByteArrayInputStream(first)).getWidth()).isEqualTo(320);
            assertThat(second).isNotEqualTo(first);
            assertThat(third).isEqualTo(first);
            assertThat(fourth).isEqualTo(first);
            assertThat(table.look(start(8))).as("another start").isNotEqualTo(first);
            assertThat(table.look(start(7)))
                    .as("the same again, as if for the first time")
                    .isEqualTo(first);
        }
    }

    /** In the room's large picture six centimetres are nothing. */
    @ParameterizedTest
    @CsvSource({"blocks-and-bowls, 7", "room, 5000032", "room, 11000050"})
    void whatIsOutOfPlaceIsPlainToSee(String scene, long seed) {
        try (DrawingScene drawings = new DrawingScene(OfferedScene.all(List.of(scene)))) {
            RehearsedTable table = new RehearsedTable(drawings);
            ByteString first = ByteString.copyFrom(table.look(start(scene, seed)));
            ByteString second = ByteString.copyFrom(table.look(start(scene, seed)));
            assertThat(PictureChange.between(first, second)).isGreaterThan(0.001);
        }
    }

    @Test
    void sceneThatItDoesNotHaveIsRefusedInWords() {
        try (DrawingScene drawings = new DrawingScene(OfferedScene.all(List.of(BLOCKS)))) {
            assertThatThrownBy(() -> new RehearsedTable(drawings)
                            .look(RenderRequest.newBuilder()
                                    .setSceneId("moon")
                                    .setSeed(1)
                                    .build()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RenderRequest start(long seed) {
        return start(BLOCKS, seed);
    }

    private static RenderRequest start(String scene, long seed) {
        return RenderRequest.newBuilder()
                .setPresent(true)
                .setSceneId(scene)
                .setSeed(seed)
                .setWidthPx(320)
                .setHeightPx(240)
                .build();
    }
}
