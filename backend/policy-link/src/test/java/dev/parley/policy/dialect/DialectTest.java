package dev.parley.policy.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.policy.dialect.RoboArenaNeeds.ActionKind;
import dev.parley.policy.dialect.RoboArenaNeeds.Resolution;
import dev.parley.policy.wire.Goldens;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Nil;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Whole;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
    private final PolicyWire wire = new PolicyWire(WireBounds.REPLY);

    @Test
    void openPiSendsTheObservationAsItIs() throws Exception {
        Fields observation = Goldens.fields("observation");

        assertThat(wire.write(PolicyRequest.infer(Dialect.OPENPI, observation)))
                .isEqualTo(Goldens.bytes("observation"));
        assertThat(PolicyRequest.reset(Dialect.OPENPI, "38DSA3hd3-A")).isEmpty();
    }

    @Test
    void roboArenaNamesTheEndpointBehindTheObservation() throws Exception {
        Fields observation = Goldens.fields("roboarena-infer").without(PolicyRequest.ENDPOINT);

        assertThat(wire.write(PolicyRequest.infer(Dialect.ROBOARENA, observation)))
                .isEqualTo(Goldens.bytes("roboarena-infer"));
        assertThat(wire.write(
                        PolicyRequest.reset(Dialect.ROBOARENA, "38DSA3hd3-A").orElseThrow()))
                .isEqualTo(Goldens.bytes("roboarena-reset"));
    }

    @Test
    void openPiChunkHasItsActionsInOrder() throws Exception {
        ActionChunk chunk = ActionChunk.of(Dialect.OPENPI, Goldens.fields("chunk"));

        assertThat(chunk.actions()).hasSize(8);
        assertThat(chunk.width()).isEqualTo(7);
        assertThat(chunk.actions().getFirst()).startsWith(0.0, 1 / 64.0, 2 / 64.0);
        assertThat(chunk.actions().get(7).getLast()).isEqualTo(55 / 64.0);
        assertThat(chunk.first(3).actions())
                .hasSize(3)
                .last()
                .isEqualTo(chunk.actions().get(2));
        assertThat(chunk.first(9)).isEqualTo(chunk);
    }

    @Test
    void roboArenaSendsActionsBare() throws Exception {
        PolicyValue answer = wire.read(Goldens.bytes("roboarena-actions"));

        ActionChunk chunk = ActionChunk.of(Dialect.ROBOARENA, answer);

        assertThat(chunk.actions()).hasSize(2);
        assertThat(chunk.width()).isEqualTo(ActionKind.JOINT_POSITION.width());
        assertThat(chunk.actions().getLast().getLast()).isEqualTo(15 / 16.0);
        refused(() -> ActionChunk.of(Dialect.OPENPI, answer), "neither a map with 'actions'");
        assertThat(ActionChunk.of(Dialect.ROBOARENA, Fields.empty().with("action", answer)))
                .isEqualTo(chunk);
        refused(() -> ActionChunk.of(Dialect.OPENPI, Fields.empty().with("action", answer)), "no 'actions'");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void actionsThatAreNotFiniteAreRefused(double number) {
        refused(() -> openPi(NumpyArray.ofDoubles(new double[] {0, 1, number, 3}, 2, 2)), "number 0 of action 1 is");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "1000, 1, true",
        "1001, 1, false",
        "1, 128, true",
        "1, 129, false",
        "0, 7, false",
        "7, 0, false"
    })
    void chunkIsAsLongAndWideAsAllowed(int rows, int width, boolean allowed) throws Exception {
        NumpyArray array = NumpyArray.ofFloats(new float[rows * width], rows, width);
        if (allowed) {
            assertThat(openPi(array).actions()).hasSize(rows);
        } else {
            refused(() -> openPi(array), "this one has %d of %d".formatted(rows, width));
        }
    }

    @Test
    void actionsOfAnotherShapeOrKindAreRefused() {
        refused(() -> openPi(NumpyArray.ofFloats(new float[7], 7)), "two dimensions");
        refused(() -> openPi(NumpyArray.ofFloats(new float[7], 1, 1, 7)), "two dimensions");
        refused(() -> openPi(PolicyWireArrays.texts()), "actions are numbers");
        refused(
                () -> ActionChunk.of(Dialect.OPENPI, Fields.empty().with("actions", new Items(List.of(new Nil())))),
                "no numpy array");
        refused(() -> ActionChunk.of(Dialect.OPENPI, new Text("no")), "neither a map");
        refused(() -> ActionChunk.of(Dialect.OPENPI, Fields.empty().with("action_chunk", new Nil())), "action_chunk");
    }

    @Test
    void needsOfARoboArenaServerAreReadAndWritten() throws Exception {
        RoboArenaNeeds needs = RoboArenaNeeds.of(Goldens.fields("roboarena-needs"));

        assertThat(needs)
                .isEqualTo(new RoboArenaNeeds(
                        Optional.of(new Resolution(224, 224)), true, 1, false, false, ActionKind.JOINT_POSITION));
        assertThat(wire.write(needs.toFields())).isEqualTo(Goldens.bytes("roboarena-needs"));
        Fields asTheyAre = needs.toFields().with("image_resolution", new Nil());
        assertThat(RoboArenaNeeds.of(asTheyAre).resolution()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ActionKind.class)
    void everyKindOfActionIsKnown(ActionKind kind) throws Exception {
        RoboArenaNeeds needs = new RoboArenaNeeds(Optional.empty(), false, 2, true, true, kind);

        assertThat(RoboArenaNeeds.of(needs.toFields())).isEqualTo(needs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image_resolution",
                "needs_wrist_camera",
                "n_external_cameras",
                "needs_stereo_camera",
                "needs_session_id",
                "action_space"
            })
    void eachNeedMustBeSaidAndRight(String key) throws Exception {
        Fields needs = Goldens.fields("roboarena-needs");

        refused(() -> RoboArenaNeeds.of(needs.without(key)), "'" + key + "'");
        refused(() -> RoboArenaNeeds.of(needs.with(key, new Text("perhaps"))), "'" + key + "'");
        refused(() -> RoboArenaNeeds.of(needs.with(key, Whole.of(3))), "'" + key + "'");
    }

    @Test
    void anOpenPiServerIsNotTakenForRoboArena() {
        refused(() -> RoboArenaNeeds.of(Goldens.fields("metadata-empty")), "is it one of that dialect?");
        refused(() -> RoboArenaNeeds.of(new Nil()), "map");
    }

    private static ActionChunk openPi(NumpyArray actions) throws WireFault {
        return ActionChunk.of(Dialect.OPENPI, Fields.empty().with("actions", new Array(actions)));
    }

    private static void refused(ThrowingCallable call, String says) {
        assertThatExceptionOfType(WireFault.class).isThrownBy(call).withMessageContaining(says);
    }

    /** An array that holds no numbers. */
    private static final class PolicyWireArrays {
        static NumpyArray texts() {
            try {
                NumpyArray texts =
                        ((Array) Goldens.fields("odd-arrays").find("texts").orElseThrow()).array();
                return new NumpyArray(texts.type(), List.of(1, 2), texts.data());
            } catch (WireFault e) {
                throw new AssertionError(e);
            }
        }
    }
}
