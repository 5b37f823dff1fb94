package dev.parley.policy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final URI POLICY = URI.create("wss://policy.example:8000/");

    /** Answers each question once, in order. */
    private static final class Answers implements Resolver {
        private final Deque<List<InetAddress>> answers = new ArrayDeque<>();
        private int asked;

        Answers then(String... addresses) {
            answers.add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
            return this;
        }

        @Override
        public List<InetAddress> resolve(String name) throws UnknownHostException {
            asked++;
            if (answers.isEmpty()) {
                throw new UnknownHostException(name);
            }
            return answers.remove();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "1.0.0.0",
                "2606:4700::1111",
                "3ffe::1",
                "2a00:1450::1",
                "2002:808:808::1",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void addressesOfTheOpenInternetAreTaken(String address) throws Exception {
        assertThat(guard(new Answers().then(address)).check(POLICY).getAddress())
                .isEqualTo(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "169.254.0.0",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                // IPv4 translated (RFC 2765), and what nobody was given.
                "::ffff:0:7f00:1",
                "1fff:ffff::1",
                "4000::1",
                "f000::1"
            })
    void everythingElseIsRefused(String address) {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> guard(new Answers().then(address)).check(POLICY))
                .withMessageContaining("policy.example is ")
                .withMessageContaining("unless an admin allowed the host")
                // Whoever may not reach an inner network learns nothing of its addresses.
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(address));
    }

    @Test
    void mappedAddressOfSixteenBytesIsRefusedToo() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(Reserved.reason(java.net.Inet6Address.getByAddress("mapped", mapped, -1)))
                .isPresent();
        mapped[12] = 8;
        assertThat(Reserved.reason(java.net.Inet6Address.getByAddress("mapped", mapped, -1)))
                .isEmpty();
    }

    @Test
    void nameThatChangesItsMindIsAskedOnceAndItsFirstAnswerIsConnectedTo() throws Exception {
        Answers rebinding = new Answers().then("93.184.215.14").then("127.0.0.1");

        assertThat(guard(rebinding).check(POLICY))
                .isEqualTo(new java.net.InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 8000));

        assertThat(rebinding.asked).isEqualTo(1);
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> guard(rebinding).check(POLICY))
                .withMessageContaining("this machine");
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnoughToRefuse() {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(
                        () -> guard(new Answers().then("8.8.8.8", "10.0.0.1")).check(POLICY))
                .withMessageContaining("a private network");
    }

    @Test
    void allowedHostIsTakenWhereverItIs() throws Exception {
        assertThat(guard(new Answers().then("10.0.0.7"), "Policy.Example")
                        .check(POLICY)
                        .getPort())
                .isEqualTo(8000);
        assertThat(guard(new Answers().then("10.0.0.7"), "policy.example:8000")
                        .check(POLICY)
                        .getPort())
                .isEqualTo(8000);
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> guard(new Answers().then("10.0.0.7"), "policy.example:8001", "example", " ")
                        .check(POLICY));
        assertThat(guard(new Answers().then("::1"), "[::1]")
                        .check(URI.create("ws://[::1]:9/"))
                        .getPort())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.1/", "ws://2130706433/", "ws://0/", "ws://[::ffff:7f00:1]/", "ws://LOCALHOST/"})
    void otherWaysToWriteThisMachineAreRefused(String url) {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> new AddressGuard(Set.of(), Resolver.SYSTEM).check(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://policy.example/, begins with ws",
        "file:///etc/passwd, begins with ws",
        "policy.example, begins with ws",
        "ws:///, names no host",
        "ws://a_b.example/, names no host",
        "ws://ada:secret@policy.example/, user name",
        "ws://policy.example/#x, # part",
        "ws://policy.example:0/, 1 to 65535",
        "ws://policy.example:65536/, 1 to 65535"
    })
    void addressesThatMakeNoSenseAreRefusedInWords(String url, String says) {
        Answers answers = new Answers().then("8.8.8.8");

        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> guard(answers).check(URI.create(url)))
                .withMessageContaining(says);

        assertThat(answers.asked).isZero();
    }

    @Test
    void portsAreThoseOfTheSchemeWhereNoneIsSaid() throws Exception {
        assertThat(guard(new Answers().then("8.8.8.8"))
                        .check(URI.create("ws://policy.example"))
                        .getPort())
                .isEqualTo(80);
        assertThat(guard(new Answers().then("8.8.8.8"))
                        .check(URI.create("WSS://policy.example"))
                        .getPort())
                .isEqualTo(443);
    }

    @Test
    void unknownNamesAreRefusedInWords() {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> guard(new Answers()).check(POLICY))
                .withMessageContaining("nobody knows an address of policy.example");
    }

    private static AddressGuard guard(Resolver resolver, String... allowed) {
        return new AddressGuard(Set.of(allowed), resolver);
    }
}
