package dev.parley.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainSayingTest {
    @Test
    void politenessCaseSpacesAndFullStopsChangeNothing() {
        for (String said : new String[] {
            "Put the red cube in the blue bowl.",
            "please put the red cube  in the blue bowl",
            "Hey robot, could you please put the red cube in the blue bowl, thanks!",
            "“put the red cube in the blue bowl”",
            "PUT THE\u00a0RED CUBE IN THE BLUE BOWL"
        }) {
            assertThat(PlainSaying.of(said)).as(said).isEqualTo("put the red cube in the blue bowl");
        }
    }

    @Test
    void wordsInsideStay() {
        assertThat(PlainSaying.of("don't please the crowd")).isEqualTo("don't please the crowd");
        assertThat(PlainSaying.of("nowhere")).isEqualTo("nowhere");
    }

    @Test
    void whatIsNothingButPoliteStays() {
        assertThat(PlainSaying.of("Please")).isEqualTo("please");
        assertThat(PlainSaying.of("?!")).isEqualTo("?!");
    }
}
