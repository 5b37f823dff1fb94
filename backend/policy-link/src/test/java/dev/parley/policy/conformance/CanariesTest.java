package dev.parley.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Canaries, and what of an examination leaves the house. */
class CanariesTest {
    private static final ObservationPlan PLAN =
            ObservationPlan.of("own", "observation/image=u1:16x16x3", "observation/state=f4:6", "prompt=text");

    private static Subject subject(URI url) {
        return new Subject(
                url,
                Dialect.OPENPI,
                Map.of(),
                new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM),
                LinkLimits.EXAMINATION,
                System::nanoTime);
    }

    private static PolicyValue shifted(Fields observation, float by, int actions) {
        double first = observation
                .find("observation/state")
                .map(state -> ((Array) state).array().toDoubles()[0])
                .orElse(0.0);
        float[] numbers = new float[actions * 5];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) first + i / 64f + by;
        }
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(numbers, actions, 5)));
    }

    private static Canaries ask(float by, int actions) throws Exception {
        try (StandInServer server =
                new StandInServer(Dialect.OPENPI, Fields.empty(), observation -> shifted(observation, by, actions))) {
            return Canaries.ask(subject(server.url()), PLAN);
        }
    }

    @Test
    void samePolicyAnswersThemAlikeAndTheyDifferAmongEachOther() throws Exception {
        Canaries once = ask(0, 8);
        assertThat(ask(0, 8).worst(once)).isZero();
        assertThat(once.answers().stream().distinct().count()).isEqualTo(Canaries.COUNT);
        assertThat(once.largest()).isGreaterThan(0.5).isLessThan(2);
    }

    @Test
    void anotherPolicyIsAsFarAwayAsItsWorstNumberAndOneOfAnotherSizeInfinitelyFar() throws Exception {
        Canaries before = ask(0, 8);
        assertThat(ask(0.25f, 8).worst(before)).isBetween(0.249, 0.251);
        assertThat(ask(0, 9).worst(before)).isInfinite();
    }

    @Test
    void whatIsKeptIsReadAsItWas() throws Exception {
        Canaries once = ask(0.125f, 3);
        assertThat(Canaries.of(once.bytes())).isEqualTo(once);
        assertThatThrownBy(() -> new Canaries(once.answers().subList(0, 19)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20");
    }

    @Test
    void examinationTellsHowFarItIsAndWhatIsPublishedKeepsTheAddress() throws Exception {
        List<String> told = new ArrayList<>();
        Certificate certificate;
        try (StandInServer server = StandInServer.openPi()) {
            certificate = Conformance.examine(
                    subject(server.url()),
                    Optional.of(PLAN),
                    OptionalInt.of(7),
                    10,
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    (done, parts, now) -> told.add(done + "/" + parts + " " + now));
        }
        assertThat(told).hasSize(6).first().asString().startsWith("0/6 ");
        assertThat(told.getLast()).startsWith("5/6 ");
        Certificate published = certificate.published(URI.create("parley:policy/mine"), String::strip);
        assertThat(published.json()).contains("parley:policy/mine").doesNotContain("127.0.0.1");
        assertThat(published.digest()).isNotEqualTo(certificate.digest());
        assertThat(published.conforms()).isEqualTo(certificate.conforms());
    }
}
