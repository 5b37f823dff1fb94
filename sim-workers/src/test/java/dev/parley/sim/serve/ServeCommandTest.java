package dev.parley.sim.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.conformance.Certificate;
import dev.parley.policy.conformance.Conformance;
import dev.parley.policy.conformance.Finding;
import dev.parley.policy.conformance.ObservationPlan;
import dev.parley.policy.conformance.Subject;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RawClient;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.DataType;
import dev.parley.policy.wire.Goldens;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ServeCommandTest {
    private static final String NAME = "tabletop-bc";
    private static final String WORDS = "put the red cube in the blue bowl";
    private static final Map<String, String> KEY = Map.of("PARLEY_POLICY_KEY", "open-sesame");
    private static final Map<String, String> SHOWN = Map.of("Authorization", "Api-Key open-sesame");

    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private final List<Served> served = new ArrayList<>();

    /** A command that runs on a thread of its own until it is stopped. */
    private record Served(ServeCommand command, URI url, String line, CompletableFuture<Integer> code) {}

    @AfterEach
    void stop() throws Exception {
        for (Served one : served) {
            one.command().stop();
            assertThat(one.code().get(20, TimeUnit.SECONDS)).isEqualTo(ServeCommand.STOPPED);
        }
    }

    @Test
    void actionIsTheOneThatTheSameVersionGivesInsideAWorker() throws Exception {
        Served server = serve(KEY, NAME);
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                Policy inside = Policies.load(NAME);
                RemotePolicy outside = connect(server, SHOWN)) {
            assertThat(server.line())
                    .endsWith(" " + NAME + " " + Policies.card(NAME).version());
            assertThat(outside.metadata().find("policy")).contains(new Text(NAME));
            assertThat(outside.metadata().find("version"))
                    .contains(new Text(Policies.card(NAME).version()));
            scene.reset(7, Conditions.FREE);
            inside.begin(Prompted.words(WORDS), 7);
            for (int step = 0; step < 5; step++) {
                Observation seen = scene.observe();
                Action wanted = inside.act(seen);
                List<List<Double>> given =
                        outside.infer(observation(seen, WORDS)).actions();
                assertThat(given).hasSize(1);
                assertThat(given.getFirst())
                        .isEqualTo(wanted.numbers().stream()
                                .map(number -> (double) number.floatValue())
                                .toList());
                scene.step(wanted, substep -> {});
            }
        }
    }

    @Test
    void answerFollowsFromTheObservationAloneWhoeverElseAsksAndWhateverWasAskedBefore() throws Exception {
        Served server = serve(Map.of(), NAME);
        Fields red = plan().observation(3);
        Fields blue = red.with("prompt", new Text("put the blue cube in the red bowl"));
        try (RemotePolicy one = connect(server, Map.of());
                RemotePolicy other = connect(server, Map.of())) {
            List<List<Double>> first = one.infer(red).actions();
            List<List<Double>> second = other.infer(blue).actions();
            assertThat(second).isNotEqualTo(first);
            assertThat(other.infer(red).actions()).isEqualTo(first);
            assertThat(one.infer(blue).actions()).isEqualTo(second);
            assertThat(one.infer(red).actions()).isEqualTo(first);
        }
    }

    @Test
    void conformanceKitFindsItInOrderAndItsCertificateNamesTheVersion() throws Exception {
        Served server = serve(KEY, NAME);
        Certificate certificate = Conformance.examine(
                new Subject(server.url(), Dialect.OPENPI, SHOWN, here(), LinkLimits.EXAMINATION, System::nanoTime),
                Optional.of(plan()),
                OptionalInt.of(5),
                10,
                Clock.systemUTC());

        assertThat(certificate.conforms()).as(certificate.table()).isTrue();
        assertThat(certificate.actions()).contains(new Certificate.Size(1, 5));
        assertThat(certificate.json())
                .contains("It says that it is " + NAME + ", version "
                        + Policies.card(NAME).version() + ".");
        assertThat(certificate.findings())
                .filteredOn(finding -> Set.of("keys", "layout", "repeat").contains(finding.check()))
                .hasSize(3)
                .allMatch(finding -> finding.verdict() == Finding.Verdict.PASSED);
    }

    /** Both were written by Python: policy-link's goldens.py says how. */
    @Test
    void pythonsBytesAreAnsweredWithBytesThatPythonWouldWrite() throws Exception {
        Served server = serve(Map.of(), NAME);
        try (RawClient client = new RawClient(server.url())) {
            client.shake("");
            assertThat(client.binary()).isEqualTo(Goldens.bytes("served-metadata"));
            client.send(Goldens.bytes("served-observation"));
            byte[] answer = client.binary();
            Fields actions = (Fields) new PolicyWire(WireBounds.REPLY).read(answer);
            NumpyArray array = ((Array) actions.find("actions").orElseThrow()).array();
            byte[] golden = Goldens.bytes("served-actions");
            // All but the twenty bytes of the numbers, which another kind of CPU may round differently.
            assertThat(answer).hasSameSizeAs(golden);
            ByteBuffer numbers = array.data();
            byte[] twenty = new byte[numbers.remaining()];
            numbers.get(twenty);
            assertThat(new String(answer, ISO_8859_1).replace(new String(twenty, ISO_8859_1), "*".repeat(20)))
                    .isEqualTo(new String(golden, ISO_8859_1));
        }
    }

    @Test
    void stateOfOtherKindsOfNumbersIsReadAsTheSameNumbers() throws Exception {
        Served server = serve(Map.of(), NAME);
        Fields usual = plan().observation(1);
        double[] numbers =
                ((Array) usual.find("observation/state").orElseThrow()).array().toDoubles();
        ByteBuffer big = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.BIG_ENDIAN);
        for (double number : numbers) {
            big.putDouble(number);
        }
        Fields other = usual.with(
                "observation/state",
                new Array(new NumpyArray(DataType.parse(">f8"), List.of(numbers.length), big.flip())));
        try (RemotePolicy client = connect(server, Map.of())) {
            assertThat(client.infer(other).actions())
                    .isEqualTo(client.infer(usual).actions());
        }
    }

    @Test
    void observationThatIsNotWhatItTakesIsRefusedByName() throws Exception {
        Served server = serve(Map.of(), NAME);
        Fields usual = plan().observation(0);
        Map<String, Fields> wrong = Map.of(
                "needs prompt, an instruction", usual.without("prompt"),
                "needs prompt, an instruction as text", usual.with("prompt", new Text("  ")),
                "needs observation/image, an array |u1 [64, 64, 3]",
                        usual.with("observation/image", picture(3, 64, 64)),
                "needs observation/image, an array", usual.with("observation/image", new Real(1)),
                "needs observation/state, an array <f4 [6]", usual.with("observation/state", numbers(0, 0, 0)),
                "needs observation/state, an array",
                        usual.with("observation/state", new Array(NumpyArray.ofFloats(new float[] {1}))),
                "Number 2 of observation/state is NaN",
                        usual.with("observation/state", numbers(0, 0, Float.NaN, 0, 0, 0)),
                "Number 0 of observation/state is Infinity",
                        usual.with("observation/state", numbers(Float.POSITIVE_INFINITY, 0, 0, 0, 0, 0)));
        for (Map.Entry<String, Fields> one : wrong.entrySet()) {
            try (RemotePolicy client = connect(server, Map.of())) {
                assertThatThrownBy(() -> client.infer(one.getValue()))
                        .isInstanceOfSatisfying(LinkFault.class, fault -> {
                            assertThat(fault.kind()).isEqualTo(LinkFault.Kind.SAID_ERROR);
                            assertThat(fault.getMessage()).contains(one.getKey());
                        });
            }
        }
    }

    @Test
    void withoutItsKeyNobodyIsServed() throws Exception {
        Served server = serve(KEY, NAME);
        for (Map<String, String> shown : List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer sesame"))) {
            assertThatThrownBy(() -> connect(server, shown)).hasMessageContaining("it answered 401");
        }
        assertThat(server.line()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--port 1; --policy is missing",
                "--policy; --policy needs a value",
                "--policy a --policy b; --policy is given twice",
                "--policy tabletop-bc --speed 3; no option --speed",
                "--policy tabletop-bc --port 65536; from 0 to 65535, not 65536",
                "--policy tabletop-bc --port -1; from 0 to 65535, not -1",
                "--policy tabletop-bc --connections 0; from 1 to 1000, not 0",
                "--policy tabletop-bc --connections 1001; from 1 to 1000, not 1001",
                "--policy tabletop-bc --port many; from 0 to 65535, not many",
                "--policy tabletop-bc --host 0.0.0.0; set a key in PARLEY_POLICY_KEY",
                "--policy nobody; No policy named nobody is carried",
                "--policy scripted-expert; reads the true state",
                "--policy room-goal; takes no instruction",
                "--policy planner; of the kind planner",
                "--policy random; of the kind random"
            })
    void wrongArgumentsEndItWithCodeTwo(String arguments, String says) throws Exception {
        int code = command(Map.of(), System.out).run(List.of(arguments.split(" ", -1)));

        assertThat(code).isEqualTo(ServeCommand.WRONG_USE);
        assertThat(complained.toString(UTF_8)).contains(says).contains("serve --policy NAME");
    }

    @Test
    void keyThatIsNoneIsRefusedWithoutBeingQuoted() throws Exception {
        int code =
                command(Map.of("PARLEY_POLICY_KEY", "open sesame"), System.out).run(List.of("--policy", NAME));

        assertThat(code).isEqualTo(ServeCommand.WRONG_USE);
        assertThat(complained.toString(UTF_8)).contains("visible characters").doesNotContain("sesame");
    }

    @Test
    void addressThatIsTakenIsSaid() throws Exception {
        Served server = serve(Map.of(), NAME);

        int code = command(Map.of(), System.out)
                .run(List.of(
                        "--policy", NAME, "--port", String.valueOf(server.url().getPort())));

        assertThat(code).isEqualTo(ServeCommand.ADDRESS_TAKEN);
        assertThat(complained.toString(UTF_8)).contains("There is no listening at");
    }

    private Served serve(Map<String, String> environment, String policy) throws Exception {
        PipedInputStream said = new PipedInputStream();
        ServeCommand command = command(environment, new PrintStream(new PipedOutputStream(said), true, UTF_8));
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                code.complete(command.run(List.of("--policy", policy, "--port", "0")));
            } catch (InterruptedException | RuntimeException e) {
                code.completeExceptionally(e);
            }
        });
        String line = new Scanner(said, UTF_8).nextLine();
        assertThat(line).startsWith(ServeCommand.READY + " ws://127.0.0.1:");
        Served server = new Served(command, URI.create(line.split(" ", -1)[2]), line, code);
        served.add(server);
        return server;
    }

    private ServeCommand command(Map<String, String> environment, PrintStream out) {
        return new ServeCommand(environment, out, new PrintStream(complained, true, UTF_8));
    }

    private static RemotePolicy connect(Served server, Map<String, String> headers) throws Exception {
        return RemotePolicy.open(
                server.url(), Dialect.OPENPI, headers, here(), LinkLimits.EXAMINATION, System::nanoTime);
    }

    private static AddressGuard here() {
        return new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM);
    }

    private static ObservationPlan plan() {
        return ObservationPlan.of("served", "observation/image=u1:64x64x3", "observation/state=f4:6", "prompt=text");
    }

    private static Fields observation(Observation seen, String words) {
        return Fields.empty()
                .with("observation/image", new Array(NumpyArray.ofUint8(seen.image(), 64, 64, 3)))
                .with("observation/state", numbers(seen.proprioception()))
                .with("prompt", new Text(words));
    }

    private static PolicyValue picture(int... shape) {
        return new Array(NumpyArray.ofUint8(new byte[64 * 64 * 3], shape));
    }

    private static PolicyValue numbers(float... numbers) {
        return new Array(NumpyArray.ofFloats(numbers, numbers.length));
    }
}
