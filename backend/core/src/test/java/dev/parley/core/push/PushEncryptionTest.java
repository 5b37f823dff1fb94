package dev.parley.core.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushEncryptionTest {
    private static final byte[] BROWSER =
            decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
    private static final byte[] SENDER =
            decoded("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    private static final byte[] SENDER_SCALAR = decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    private static final byte[] AUTH = decoded("BTBZMqHH6r4Tts7J_aSIgg");
    private static final byte[] SALT = decoded("DGv6ra1nlYgDCS1FRnbzlw");

    /** RFC 8291, appendix A. */
    @Test
    void exampleOfTheStandardComesOutByteForByte() throws Exception {
        KeyPair sender = new KeyPair(P256.point(SENDER), P256.scalar(new BigInteger(1, SENDER_SCALAR)));
        byte[] text = "When I grow up, I want to be a watermelon".getBytes(US_ASCII);
        assertThat(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(PushEncryption.encrypt(text, BROWSER, AUTH, sender, SALT, 0)))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void lengthOfAMessageTellsNothingOfItsText() throws Exception {
        assertThat(PushEncryption.encrypt(new byte[1], BROWSER, AUTH, P256.fresh(), SALT, 500))
                .hasSameSizeAs(PushEncryption.encrypt(new byte[500], BROWSER, AUTH, P256.fresh(), SALT, 500));
        assertThat(PushEncryption.encrypt(new byte[10], BROWSER, AUTH, P256.fresh(), SALT, PushSender.PADDED_BYTES)
                        .length)
                .as("what every push service has to take")
                .isLessThanOrEqualTo(4096);
    }

    @Test
    void pairIsTheSameForTheSameSecretAndBelongsTogether() throws Exception {
        byte[] secret = new byte[64];
        for (int i = 0; i < 8; i++) {
            secret[0] = (byte) i;
            KeyPair pair = P256.derived(secret);
            assertThat(P256.bytes(P256.derived(secret).getPublic())).isEqualTo(P256.bytes(pair.getPublic()));
            assertThat(P256.point(P256.bytes(pair.getPublic()))).isEqualTo(pair.getPublic());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(secret);
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.update(secret);
            assertThat(signature.verify(signed)).isTrue();
        }
        byte[] other = secret.clone();
        other[63] ^= 1;
        assertThat(P256.derived(other).getPublic())
                .isNotEqualTo(P256.derived(secret).getPublic());
        // Known from outside: the standard's own scalar has the standard's own point.
        byte[] scalarLessOne =
                new BigInteger(1, SENDER_SCALAR).subtract(BigInteger.ONE).toByteArray();
        assertThat(P256.bytes(P256.derived(scalarLessOne).getPublic())).isEqualTo(SENDER);
    }

    @Test
    void pointsThatAreNotOnTheCurveAreRefused() {
        byte[] off = BROWSER.clone();
        off[64] ^= 1;
        for (byte[] wrong : new byte[][] {off, Arrays.copyOf(BROWSER, 64), new byte[65], new byte[0]}) {
            assertThatThrownBy(() -> P256.point(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void browsersAreTakenAsFarAsTheLimitsGoAndNoFurther() {
        String key = Base64.getUrlEncoder().encodeToString(BROWSER);
        String auth = Base64.getUrlEncoder().withoutPadding().encodeToString(AUTH);
        String longest = "https://push.example/" + "a".repeat(NewBrowser.LONGEST_ENDPOINT - 21);
        assertThat(NewBrowser.of(longest, key, auth).endpoint().toString()).hasSize(NewBrowser.LONGEST_ENDPOINT);
        refused(ErrorCode.PUSH_REFUSED, longest + "a", key, auth);
        refused(ErrorCode.PUSH_REFUSED, "https://push.example/a b", key, auth);
        refused(ErrorCode.PUSH_REFUSED, "https://push.example/%", key, auth);
        refused(ErrorCode.BODY_MALFORMED, longest, "AAAA", auth);
        refused(ErrorCode.BODY_MALFORMED, longest, "?", auth);
        refused(ErrorCode.BODY_MALFORMED, longest, key, "AAAA");
        refused(ErrorCode.BODY_MALFORMED, longest, key, auth + "AAAA");
    }

    private static void refused(ErrorCode code, String endpoint, String key, String auth) {
        assertThatThrownBy(() -> NewBrowser.of(endpoint, key, auth))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessageNotContaining("push.example");
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
