package dev.parley.policy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.policy.conformance.Finding.Verdict;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.Goldens;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.WireBounds;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ConformanceTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final LinkLimits LIMITS = new LinkLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            WireBounds.OBSERVATION,
            WireBounds.REPLY,
            100_000,
            1_000);
    private static final ObservationPlan SMALL = ObservationPlan.of(
            "small", "observation/exterior_image_1_left=u1:4x6x3", "observation/joint_position=f4:7", "prompt=text");

    /** Reads all keys, wants pictures with their colour last, and acts by what it sees. */
    private static PolicyValue careful(Fields observation) {
        NumpyArray image = array(observation, "observation/exterior_image_1_left");
        if (image.shape().getLast() != 3) {
            throw new IllegalArgumentException("the picture has the shape " + image.shape());
        }
        if (observation.find("prompt").isEmpty()) {
            throw new IllegalArgumentException("prompt");
        }
        double seen = image.toDoubles()[0] / 255
                + array(observation, "observation/joint_position").toDoubles()[0];
        float[] actions = new float[16];
        for (int i = 0; i < 16; i++) {
            actions[i] = i % 8 == 7 ? 0.5f : (float) seen;
        }
        return new Array(NumpyArray.ofFloats(actions, 2, 8));
    }

    private static NumpyArray array(Fields observation, String key) {
        return ((Array) observation.find(key).orElseThrow(() -> new IllegalArgumentException(key))).array();
    }

    @Test
    void carefulServerConformsAndItsCertificateSaysHow() throws Exception {
        try (StandInServer server = openPi(ConformanceTest::careful)) {
            Certificate certificate = examine(server, OptionalInt.of(8), 100);

            assertThat(certificate.conforms()).isTrue();
            assertThat(certificate.findings())
                    .extracting(Finding::check)
                    .containsExactly(
                            "metadata",
                            "actions",
                            "width",
                            "keys",
                            "index",
                            "layout",
                            "repeat",
                            "reset",
                            "gripper",
                            "latency");
            assertThat(verdict(certificate, "keys")).isEqualTo(Verdict.PASSED);
            assertThat(detail(certificate, "index"))
                    .isEqualTo(
                            "observation/exterior_image_1_left is read; observation/exterior_image_0_left is refused.");
            assertThat(detail(certificate, "layout")).contains("height, width, colour only");
            assertThat(verdict(certificate, "repeat")).isEqualTo(Verdict.PASSED);
            assertThat(detail(certificate, "gripper")).contains("0.500 and 0.500", "from 0 to 1");
            assertThat(certificate.latency().orElseThrow().calls()).isEqualTo(100);
            assertThat(certificate.actions()).contains(new Certificate.Size(2, 8));
            assertThat(certificate.table()).contains("ok      keys", "It conforms.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tabletop-bc, 07eee0528991d18bd1bd1f2c1805534d9c2e3e16641d799ae482d8a2fb9377c8, true",
        "tabletop-bc, 07EEE0528991d18bd1bd1f2c1805534d9c2e3e16641d799ae482d8a2fb9377c8, false",
        "tabletop-bc, latest, false",
        "see http://elsewhere.example, 07eee0528991d18bd1bd1f2c1805534d9c2e3e16641d799ae482d8a2fb9377c8, false"
    })
    void whichVersionAServerSaysThatItIsStandsInItsCertificate(String name, String version, boolean told)
            throws Exception {
        Fields says = Fields.empty().with("policy", new Text(name)).with("version", new Text(version));
        try (StandInServer server = new StandInServer(Dialect.OPENPI, says, ConformanceTest::careful)) {
            Certificate certificate = examine(server, OptionalInt.of(8), 1);

            assertThat(certificate.findings().stream()
                            .filter(finding -> finding.check().equals("version"))
                            .toList())
                    .isEqualTo(
                            told
                                    ? List.of(new Finding(
                                            "version",
                                            Verdict.TOLD,
                                            "It says that it is " + name + ", version " + version + "."))
                                    : List.of());
        }
    }

    @Test
    void digestIsThatOfTheBodyAndStandsAtTheEnd() throws Exception {
        try (StandInServer server = openPi(ConformanceTest::careful)) {
            Certificate certificate = examine(server, OptionalInt.empty(), 3);

            String json = certificate.json();
            int at = json.lastIndexOf(",\n  \"digest\": ");
            String body = json.substring(0, at) + "\n}";
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
            assertThat(json).endsWith("\"digest\": \"" + HexFormat.of().formatHex(digest) + "\"\n}\n");
            assertThat(json)
                    .contains("\"at\": \"2026-11-22T10:00:00Z\"", "\"dialect\": \"openpi\"", "\"conforms\": true")
                    .contains("observation/joint_position=f4:7");
            assertThat(verdict(certificate, "width")).isEqualTo(Verdict.TOLD);
        }
    }

    @Test
    void carelessServerConformsButWhatItIgnoresIsTold() throws Exception {
        float[] same = new float[7];
        same[6] = -1;
        try (StandInServer server = openPi(observation -> new Array(NumpyArray.ofFloats(same, 1, 7)))) {
            Certificate certificate = examine(server, OptionalInt.of(7), 3);

            assertThat(certificate.conforms()).isTrue();
            assertThat(detail(certificate, "keys"))
                    .contains(
                            "Without observation/exterior_image_1_left, observation/joint_position, prompt nothing changes");
            assertThat(verdict(certificate, "index")).isEqualTo(Verdict.TOLD);
            assertThat(detail(certificate, "layout")).contains("turned as well");
            assertThat(detail(certificate, "observes")).contains("same actions");
            assertThat(detail(certificate, "gripper")).contains("from -1 to 1");
        }
    }

    @Test
    void serverThatActsByChanceIsToldSo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (StandInServer server =
                openPi(observation -> new Array(NumpyArray.ofFloats(new float[] {asked.incrementAndGet()}, 1, 1)))) {
            Certificate certificate = examine(server, OptionalInt.of(1), 3);

            assertThat(verdict(certificate, "repeat")).isEqualTo(Verdict.TOLD);
            assertThat(detail(certificate, "repeat")).contains("apart");
            assertThat(certificate.conforms()).isTrue();
        }
    }

    @Test
    void wrongWidthDoesNotConform() throws Exception {
        try (StandInServer server = openPi(ConformanceTest::careful)) {
            Certificate certificate = examine(server, OptionalInt.of(7), 3);

            assertThat(certificate.conforms()).isFalse();
            assertThat(detail(certificate, "width")).isEqualTo("8 numbers where 7 are needed.");
            assertThat(certificate.table()).contains("FAILED  width", "It does not conform.");
        }
    }

    @Test
    void serverThatRefusesEverythingDoesNotConformAndIsNotAskedOn() throws Exception {
        try (StandInServer server = openPi(observation -> {
            throw new IllegalArgumentException("no");
        })) {
            Certificate certificate = examine(server, OptionalInt.empty(), 100);

            assertThat(certificate.conforms()).isFalse();
            assertThat(detail(certificate, "actions")).contains("KeyError: 'no'");
            assertThat(certificate.latency()).isEmpty();
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void serverThatHangsWithoutAKeyDoesNotConform() throws Exception {
        LinkLimits impatient = new LinkLimits(
                LIMITS.connect(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                LIMITS.request(),
                LIMITS.reply(),
                100_000,
                1_000);
        try (StandInServer server = openPi(observation -> new Array(NumpyArray.ofFloats(new float[1], 1, 1)))) {
            server.behave((peer, request, reply) -> {
                if (((Fields) request).find("prompt").isPresent()) {
                    peer.binary(reply);
                }
            });

            Certificate certificate = Conformance.examine(
                    subject(server, Dialect.OPENPI, impatient), Optional.of(SMALL), OptionalInt.empty(), 3, NOW);

            assertThat(detail(certificate, "keys")).isEqualTo("It neither answers nor refuses without prompt.");
            assertThat(certificate.conforms()).isFalse();
        }
    }

    @Test
    void serverThatGivesUpInMidMeasurementDoesNotConform() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (StandInServer server = openPi(observation -> {
            if (asked.incrementAndGet() > 40) {
                throw new IllegalArgumentException("out of memory");
            }
            return new Array(NumpyArray.ofFloats(new float[1], 1, 1));
        })) {
            Certificate certificate = examine(server, OptionalInt.empty(), 100);

            assertThat(verdict(certificate, "latency")).isEqualTo(Verdict.FAILED);
            assertThat(detail(certificate, "latency")).contains("of 100 answers", "out of memory");
        }
    }

    @Test
    void roboArenaServerSaysItselfWhatItNeeds() throws Exception {
        Fields needs = Goldens.fields("roboarena-needs");
        try (StandInServer server = new StandInServer(Dialect.ROBOARENA, needs, observation -> {
            array(observation, "observation/exterior_image_0_left");
            return new Array(NumpyArray.ofFloats(new float[16], 2, 8));
        })) {
            Certificate certificate = Conformance.examine(
                    subject(server, Dialect.ROBOARENA, LIMITS), Optional.empty(), OptionalInt.empty(), 5, NOW);

            assertThat(certificate.conforms()).isTrue();
            assertThat(certificate.plan().toString())
                    .isEqualTo(
                            "observation/wrist_image_left=u1:224x224x3 observation/exterior_image_0_left=u1:224x224x3"
                                    + " observation/joint_position=f4:7 observation/cartesian_position=f4:6"
                                    + " observation/gripper_position=f4:1 prompt=text");
            assertThat(detail(certificate, "index")).contains("exterior_image_1_left is refused");
            assertThat(verdict(certificate, "reset")).isEqualTo(Verdict.PASSED);
            assertThat(verdict(certificate, "width")).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void roboArenaGripperBeyondItsScaleDoesNotConform() throws Exception {
        float[] wide = new float[8];
        wide[7] = -1;
        try (StandInServer server = new StandInServer(
                Dialect.ROBOARENA,
                Goldens.fields("roboarena-needs"),
                observation -> new Array(NumpyArray.ofFloats(wide, 1, 8)))) {
            Certificate certificate = Conformance.examine(
                    subject(server, Dialect.ROBOARENA, LIMITS), Optional.empty(), OptionalInt.empty(), 5, NOW);

            assertThat(verdict(certificate, "gripper")).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void openPiServerTakenForRoboArenaIsNamed() throws Exception {
        try (StandInServer server = openPi(ConformanceTest::careful)) {
            assertThatExceptionOfType(LinkFault.class)
                    .isThrownBy(() -> Conformance.examine(
                            subject(server, Dialect.ROBOARENA, LIMITS), Optional.empty(), OptionalInt.empty(), 5, NOW))
                    .withMessageContaining("is it one of that dialect?");
            assertThatExceptionOfType(LinkFault.class)
                    .isThrownBy(() -> Conformance.examine(
                            subject(server, Dialect.OPENPI, LIMITS), Optional.empty(), OptionalInt.empty(), 5, NOW))
                    .withMessageContaining("which observation");
        }
    }

    @Test
    void madeUpObservationsAreTheSameEverywhere() {
        ObservationPlan droid = ObservationPlan.known("droid");

        assertThat(droid.observation(7)).isEqualTo(droid.observation(7)).isNotEqualTo(droid.observation(8));
        assertThat(droid.observation(7).entries().keySet())
                .containsExactly(
                        "observation/exterior_image_1_left",
                        "observation/wrist_image_left",
                        "observation/joint_position",
                        "observation/gripper_position",
                        "prompt");
        Fields aloha = ObservationPlan.known("aloha").observation(0);
        assertThat(aloha.entries().keySet()).containsExactly("state", "images", "prompt");
        assertThat(((Fields) aloha.find("images").orElseThrow()).entries()).hasSize(4);
        Fields left = SMALL.without(5, SMALL.entries().getLast());
        assertThat(left).isEqualTo(SMALL.observation(5).without("prompt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image",
                "image=",
                "=u1:3",
                "image=u2:3",
                "image=u1:",
                "image=u1:0x3",
                "image=u1:99999x99999",
                "a b=text"
            })
    void entriesThatMakeNoSenseAreRefused(String entry) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ObservationPlan.of("mine", entry))
                .withMessageContaining("'" + entry + "'");
    }

    @Test
    void plansNeedKeysOnceAndProfilesAreNamed() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ObservationPlan.of("mine"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ObservationPlan.of("mine", "a=text", "a=f4:1"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ObservationPlan.known("spot"))
                .withMessageContaining("droid, libero and aloha");
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        List<Duration> hundred = IntStream.rangeClosed(1, 100)
                .mapToObj(Duration::ofMillis)
                .toList()
                .reversed();

        assertThat(Latency.of(hundred))
                .isEqualTo(new Latency(100, Duration.ofMillis(50), Duration.ofMillis(95), Duration.ofMillis(99)));
        assertThat(Latency.of(List.of(Duration.ofMillis(7))).p99()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void certificateOfStrangeWordsIsStillJson() {
        Certificate certificate = new Certificate(
                NOW.instant(),
                URI.create("ws://policy.example/"),
                Dialect.OPENPI,
                SMALL,
                "ab",
                Optional.empty(),
                List.of(new Finding("actions", Verdict.FAILED, "it said \"no\\\"\n\u0000\ud83e")),
                Optional.empty());

        assertThat(certificate.json()).contains("it said \\\"no\\\\\\\"\\u000a\\u0000\\ud83e");
    }

    private static StandInServer openPi(Function<Fields, PolicyValue> policy) throws IOException {
        return new StandInServer(
                Dialect.OPENPI,
                Fields.empty(),
                observation -> Fields.empty().with("actions", policy.apply(observation)));
    }

    private static Certificate examine(StandInServer server, OptionalInt width, int calls) throws Exception {
        return Conformance.examine(subject(server, Dialect.OPENPI, LIMITS), Optional.of(SMALL), width, calls, NOW);
    }

    private static Subject subject(StandInServer server, Dialect dialect, LinkLimits limits) {
        AddressGuard here = new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM);
        return new Subject(server.url(), dialect, Map.of(), here, limits, System::nanoTime);
    }

    private static Verdict verdict(Certificate certificate, String check) {
        return finding(certificate, check).verdict();
    }

    private static String detail(Certificate certificate, String check) {
        return finding(certificate, check).detail();
    }

    private static Finding finding(Certificate certificate, String check) {
        return certificate.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
