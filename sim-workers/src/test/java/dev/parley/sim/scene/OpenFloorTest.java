package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFloorTest {

    private static final SceneDescription.Area ROOM = new SceneDescription.Area(-2, 2, -2, 2);
    private static final OpenFloor.Block SOFA = new OpenFloor.Block("sofa", 0, 0, Math.PI / 2, 0.3, 0.5, 0);
    private static final OpenFloor.Block LAMP = new OpenFloor.Block("lamp", 1, 1, 0, 0, 0, 0.16);

    @Test
    void turnedBoxIsAsFarAwayAsItIsTurned() {
        assertThat(SOFA.awayM(0.9, 0)).isCloseTo(0.4, within(1e-9));
        assertThat(SOFA.awayM(0, 0.9)).isCloseTo(0.6, within(1e-9));
        assertThat(SOFA.awayM(0.4, 0.2)).isZero();
        assertThat(LAMP.awayM(1, 1.5)).isCloseTo(0.34, within(1e-9));
    }

    @Test
    void robotStandsUpToAHairBesideFurniture() {
        OpenFloor floor = floor(SOFA, LAMP);

        assertThat(floor.inTheWay(0.5 + 0.221, 0)).isEmpty();
        assertThat(floor.inTheWay(0.5 + 0.219, 0)).contains(SOFA);
        assertThat(floor.inTheWay(1, 1.1)).contains(LAMP);
    }

    @Test
    void wallsLeaveRoomForItsMiddle() {
        assertThat(floor().reach().maxXM()).isCloseTo(1.78, within(1e-9));
    }

    @Test
    void noWayLeadsThroughAGapThatIsTooNarrow() {
        // Between the shelf at the left wall and this one, which reaches to the right wall, 40 and 60 cm are open.
        OpenFloor.Block left = shelf(-2, -0.5);

        assertThat(floor(left, shelf(-0.1, 2)).leads(-1, 0, 1.5, 0)).isFalse();
        assertThat(floor(left, shelf(-0.1, 2)).leads(-1, 0, -1.5, 1.5)).isTrue();
        assertThat(floor(left, shelf(0.1, 2)).leads(-1, 0, 1.5, 0)).isTrue();
    }

    private static OpenFloor.Block shelf(double fromYM, double toYM) {
        return new OpenFloor.Block("shelf", 0.5, (fromYM + toYM) / 2, 0, 0.1, (toYM - fromYM) / 2, 0);
    }

    @Test
    void robotThatIsHemmedInAtItsStartStillLeavesIt() {
        // Closer to the lamp than it would be put.
        assertThat(floor(LAMP).leads(1, 1.35, -1, -1)).isTrue();
    }

    @Test
    void robotThatStandsAHairFromSomethingAskewLeavesItToo() {
        // 20.5 cm from its face; the middles of all squares beside the robot's are less than a hair further away.
        OpenFloor.Block cupboard = new OpenFloor.Block("cupboard", -0.16577, -0.16577, Math.PI / 4, 0.1, 0.5, 0);
        OpenFloor floor = floor(cupboard);

        assertThat(cupboard.awayM(0.0499, 0.0499)).isCloseTo(0.205, within(1e-4));
        assertThat(floor.inTheWay(0.0499, 0.0499)).contains(cupboard);
        assertThat(floor.leads(0.0499, 0.0499, 1.5, 1.5)).isTrue();
    }

    @Test
    void robotBetweenTwoShelvesLeavesAlongThemAndNotThrough() {
        // 41 cm are open, which is more than it is wide, and less than it would be put into.
        OpenFloor.Block left = shelf(-2, -0.205);
        OpenFloor.Block right = shelf(0.205, 2);

        assertThat(floor(left, right).leads(0.5, 0, -1.5, 1.5)).isTrue();
        assertThat(floor(left, right).leads(-1, 0, 1.5, 0)).isFalse();
    }

    private static OpenFloor floor(OpenFloor.Block... blocks) {
        return new OpenFloor(List.of(blocks), ROOM, 0.2);
    }
}
