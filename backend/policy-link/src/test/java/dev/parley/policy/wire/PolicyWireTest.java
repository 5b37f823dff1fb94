package dev.parley.policy.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Nil;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Scalar;
import dev.parley.policy.wire.PolicyValue.Single;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyWireTest {
    private static final WireBounds SMALL = new WireBounds(200, 3, 6, 5);

    private final PolicyWire wire = new PolicyWire(WireBounds.REPLY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata-empty",
                "metadata-reset-pose",
                "observation",
                "scalars",
                "chunk",
                "roboarena-needs",
                "roboarena-infer",
                "roboarena-reset",
                "roboarena-actions",
                "numbers",
                "extremes",
                "odd-arrays",
                "odd-scalars",
                "plain",
                "served-metadata",
                "served-observation",
                "served-actions"
            })
    void whatPythonWroteIsWrittenAgainByteForByte(String golden) throws Exception {
        byte[] bytes = Goldens.bytes(golden);

        assertThat(HexFormat.of().formatHex(wire.write(wire.read(bytes))))
                .isEqualTo(HexFormat.of().formatHex(bytes));
    }

    @Test
    void arrayOfNothingIsNothingHoweverLongItIsElsewhere() {
        int longest = Integer.MAX_VALUE;
        NumpyArray nothing = NumpyArray.ofUint8(new byte[0], longest, longest, 0, longest);
        assertThat(nothing.size()).isZero();
        assertThat(nothing.toDoubles()).isEmpty();
        assertThatThrownBy(() -> NumpyArray.ofUint8(new byte[0], longest, longest, longest))
                .hasMessageContaining("more items than fit");
        assertThatThrownBy(() -> NumpyArray.ofUint8(new byte[4], 2, 3)).hasMessageContaining("6 bytes, not 4");
    }

    @Test
    void observationHasItsPictureStateAndPrompt() throws Exception {
        Fields observation = Goldens.fields("observation");

        assertThat(observation.entries().keySet()).containsExactly("observation/image", "observation/state", "prompt");
        NumpyArray image = array(observation, "observation/image");
        assertThat(image.shape()).containsExactly(4, 4, 3);
        assertThat(image.type()).isEqualTo(DataType.UINT8);
        assertThat(image.toDoubles()).startsWith(0, 1, 2).endsWith(46, 47).hasSize(48);
        assertThat(array(observation, "observation/state").toDoubles())
                .containsExactly(0, 0.5, -1, 1.5, -2.25, 3.125, 0.0625);
        assertThat(observation.find("prompt")).contains(new Text("pick up the red block"));
    }

    @ParameterizedTest
    @CsvSource({
        "|b1, 0 1 1 0 1 0",
        "|i1, -3 -1 0 1 2 100",
        "|u1, 0 1 2 3 200 255",
        "<i2, -3 -1 0 1 2 100",
        ">i2, -3 -1 0 1 2 100",
        "<u2, 0 1 2 3 200 255",
        ">u2, 0 1 2 3 200 255",
        "<i4, -3 -1 0 1 2 100",
        ">i4, -3 -1 0 1 2 100",
        "<u4, 0 1 2 3 200 255",
        ">u4, 0 1 2 3 200 255",
        "<i8, -3 -1 0 1 2 100",
        ">i8, -3 -1 0 1 2 100",
        "<u8, 0 1 2 3 200 255",
        ">u8, 0 1 2 3 200 255",
        "<f2, -1.5 -0.25 0 0.5 1 1024",
        ">f2, -1.5 -0.25 0 0.5 1 1024",
        "<f4, -1.5 -0.25 0 0.5 1 1024",
        ">f4, -1.5 -0.25 0 0.5 1 1024",
        "<f8, -1.5 -0.25 0 0.5 1 1024",
        ">f8, -1.5 -0.25 0 0.5 1 1024"
    })
    void everyKindOfNumberIsReadInEitherByteOrder(String type, String numbers) throws Exception {
        NumpyArray array = array(Goldens.fields("numbers"), type);

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.toDoubles())
                .containsExactly(Arrays.stream(numbers.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void extremesAreReadAsNumpyReadsThem() throws Exception {
        Fields extremes = Goldens.fields("extremes");

        assertThat(array(extremes, "u64").toDoubles()).containsExactly(0x1p64, 0x1p63, 0x1p53);
        assertThat(array(extremes, "i64").toDoubles()).containsExactly(-0x1p63, 0x1p63);
        assertThat(array(extremes, "nan").toDoubles())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(array(extremes, "half").toDoubles()).containsExactly(65504, 0x1p-24, Double.POSITIVE_INFINITY);
    }

    @Test
    void arraysWithoutDimensionsAndWithoutItemsKeepTheirShape() throws Exception {
        Fields odd = Goldens.fields("odd-arrays");

        assertThat(array(odd, "zero").shape()).isEmpty();
        assertThat(array(odd, "zero").toDoubles()).containsExactly(0.5);
        assertThat(array(odd, "empty").shape()).containsExactly(0, 7);
        assertThat(array(odd, "empty").toDoubles()).isEmpty();
        assertThat(array(odd, "nothing").shape()).containsExactly(3, 0, 2);
        assertThat(array(odd, "five").shape()).containsExactly(1, 1, 2, 1, 1);
        // tobytes() is in C order whatever the array's own was.
        assertThat(array(odd, "fortran").toDoubles()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> array(odd, "texts").toDoubles())
                .withMessageContaining("<U9");
        assertThat(array(odd, "long").type().itemBytes()).isEqualTo(16);
    }

    @Test
    void scalarsRememberTheirType() throws Exception {
        Fields scalars = Goldens.fields("scalars");

        assertThat(scalars.find("f32")).contains(new Scalar(DataType.FLOAT32, new Real(0.5)));
        assertThat(scalars.find("f64")).contains(new Real(0.25));
        assertThat(scalars.find("i64")).contains(new Scalar(DataType.INT64, Whole.of(-3)));
        assertThat(scalars.find("u8")).contains(new Scalar(DataType.UINT8, Whole.of(200)));
        assertThat(scalars.find("b")).contains(new Scalar(DataType.BOOL, new Truth(true)));
    }

    @Test
    void numbersInFourBytesStayInFourBytes() throws Exception {
        byte[] single = HexFormat.of().parseHex("ca3f000000");

        assertThat(wire.read(single)).isEqualTo(new Single(0.5f));
        assertThat(wire.write(new Single(0.5f))).isEqualTo(single);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What is announced and does not follow: 1 GiB of bytes, of text, of items, of entries.
                "c640000000 | 1073741824 bytes are announced, but only 0 follow",
                "db40000000 | a text of 1073741824 bytes",
                "dd40000000 | 1073741824 items are announced, but only 0 bytes follow",
                "df40000000 | 1073741824 entries are announced, but only 0 bytes follow",
                "c6ffffffff | not msgpack",
                // A map that ends early; bytes behind the end; nothing at all; a byte that is never used.
                "81a161 | ends in the middle",
                "8000 | 1 bytes behind its end",
                "'' | ends in the middle",
                "c1 | 0xc1",
                // An extension; text that is not UTF-8; a key that is a number, one that is nil, one twice.
                "d60012345678 | extension",
                "a2c328 | not UTF-8",
                "810102 | neither text nor bytes",
                "81c002 | neither text nor bytes",
                "82a16101a16102 | stands twice",
                // Bytes as key of something that is no array, and beside text.
                "81c4016101 | keys of bytes [a]",
                "82c4016101a16201 | beside keys of text [b]"
            })
    void malformedMessagesAreRefusedInWords(String hex, String says) {
        refused(() -> wire.read(HexFormat.of().parseHex(hex)), says);
    }

    @Test
    void arrayWhoseKeyIsTextIsRefusedSincePythonWouldReadADictionary() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(HexFormat.of().parseHex("81ab"));
        out.write("__ndarray__".getBytes(UTF_8));
        out.write(0xc3);

        refused(() -> wire.read(out.toByteArray()), "it must be bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'|O' | numpy data type",
                "'|O8' | pickled programs",
                "'|V8' | one array per field",
                "<c8 | complex",
                "<c16 | complex",
                "float32 | as dtype.str writes it",
                "f4 | as dtype.str writes it",
                "'|f4' | says no byte order",
                "<f3 | no data type",
                "<i16 | no data type",
                "<b2 | no data type",
                "<M4[s] | no data type",
                "<f4[s] | only times",
                "<x4 | not a numpy data type",
                "'' | as dtype.str writes it",
                "<U99999999 | as dtype.str writes it"
            })
    void typesThatAreRefusedAreNamed(String type, String says) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DataType.parse(type))
                .withMessageContaining(says);
    }

    @Test
    void arrayWithTooManyOrTooFewBytesIsRefused() {
        byte[] seven = new byte[28];
        assertThat(new NumpyArray(DataType.FLOAT32, List.of(7), ByteBuffer.wrap(seven)).size())
                .isEqualTo(7);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NumpyArray(DataType.FLOAT32, List.of(8), ByteBuffer.wrap(seven)))
                .withMessageContaining("has 32 bytes, not 28");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NumpyArray(DataType.FLOAT32, List.of(-7), ByteBuffer.wrap(seven)))
                .withMessageContaining("negative");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NumpyArray(
                        DataType.UINT8,
                        List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                        ByteBuffer.wrap(seven)))
                .withMessageContaining("more items than fit");
        List<Integer> ones = new ArrayList<>(java.util.Collections.nCopies(32, 1));
        assertThat(new NumpyArray(DataType.UINT8, ones, ByteBuffer.allocate(1)).size())
                .isEqualTo(1);
        ones.add(1);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NumpyArray(DataType.UINT8, ones, ByteBuffer.allocate(1)))
                .withMessageContaining("32 dimensions");
    }

    @Test
    void arrayIsRefusedWhoseEntriesAreOfOtherKinds() throws Exception {
        String mark = "c40b5f5f6e6461727261795f5f";
        String data = "c40464617461";
        String type = "c4056474797065";
        String shape = "c4057368617065";

        PolicyValue read = wire.read(hex("84", mark, "c3", data, "c40107", type, "a37c7531", shape, "9101"));
        assertThat(read).isInstanceOf(Array.class);
        refused(() -> wire.read(hex("84", mark, "c2", data, "c40107", type, "a37c7531", shape, "9101")), "always true");
        refused(
                () -> wire.read(hex("84", mark, "c3", data, "a107", type, "a37c7531", shape, "9101")),
                "data of an array are bytes");
        refused(() -> wire.read(hex("84", mark, "c3", data, "c40107", type, "07", shape, "9101")), "dtype");
        refused(() -> wire.read(hex("84", mark, "c3", data, "c40107", type, "a37c7531", shape, "01")), "shape");
        refused(() -> wire.read(hex("84", mark, "c3", data, "c40107", type, "a37c7531", shape, "91a131")), "shape");
        refused(
                () -> wire.read(hex("84", mark, "c3", data, "c40107", type, "a37c7531", shape, "91ce80000000")),
                "below 2^31");
        refused(() -> wire.read(hex("83", mark, "c3", data, "c40107", type, "a37c7531")), "keys of bytes");
        refused(() -> wire.read(hex("84", mark, "c3", data, "c40107", type, "a27c4f", shape, "9101")), "data type");
    }

    @Test
    void eachBoundHoldsOnItsOwnSideOnly() throws Exception {
        PolicyWire small = new PolicyWire(SMALL);

        Items deep = new Items(List.of(new Items(List.of(new Items(List.of())))));
        assertThat(small.read(small.write(deep))).isEqualTo(deep);
        Items deeper = new Items(List.of(deep));
        refused(() -> small.write(deeper), "deeper than 3");
        refused(() -> small.read(wire.write(deeper)), "deeper than 3");

        Items six = new Items(List.of(new Nil(), new Nil(), new Nil(), new Nil(), new Nil()));
        assertThat(small.read(wire.write(six))).isEqualTo(six);
        Items seven = new Items(List.of(new Nil(), new Nil(), new Nil(), new Nil(), new Nil(), new Nil()));
        refused(() -> small.read(wire.write(seven)), "more than 6 values");

        assertThat(small.read(small.write(new Text("fünf")))).isEqualTo(new Text("fünf"));
        refused(() -> small.write(new Text("sechs!")), "at most 5");
        refused(() -> small.read(wire.write(new Text("sechs!"))), "at most 5");
        refused(() -> small.read(wire.write(Fields.empty().with("sechs!", new Nil()))), "at most 5");

        PolicyValue.Bytes fits = new PolicyValue.Bytes(ByteBuffer.allocate(198));
        assertThat(small.read(small.write(fits))).isEqualTo(fits);
        PolicyValue.Bytes tooLarge = new PolicyValue.Bytes(ByteBuffer.allocate(199));
        refused(() -> small.write(tooLarge), "at most 200");
        refused(() -> small.read(wire.write(tooLarge)), "at most 200");
    }

    @Test
    void halfACharacterIsNotSent() {
        refused(() -> wire.write(new Text("\ud83e")), "half a character");
    }

    @Test
    void integersBeyondMsgpackCannotBeMade() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Whole(java.math.BigInteger.TWO.pow(64)))
                .withMessageContaining("2^64");
    }

    /** Damaged messages of every kind: each is read or refused in words, never anything else. */
    @Test
    void damageIsReadOrRefusedButNeverCrashes() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (String golden :
                List.of("observation", "chunk", "odd-arrays", "odd-scalars", "numbers", "roboarena-needs")) {
            byte[] whole = Goldens.bytes(golden);
            for (int i = 0; i < 5_000; i++) {
                byte[] damaged =
                        Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
                for (int hits = random.nextInt(4); hits >= 0 && damaged.length > 0; hits--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                readOrRefused(damaged);
            }
        }
    }

    private void readOrRefused(byte[] damaged) {
        try {
            wire.write(wire.read(damaged));
        } catch (WireFault refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    static NumpyArray array(Fields fields, String key) {
        return ((Array) fields.find(key).orElseThrow()).array();
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }

    private static void refused(ThrowingCallable call, String says) {
        assertThatExceptionOfType(WireFault.class).isThrownBy(call).withMessageContaining(says);
    }
}
