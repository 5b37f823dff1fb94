package dev.parley.core.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** The curve of Web Push, NIST P-256, with points as 65 bytes: 4, x, y (SEC 1, section 2.3.3). */
final class P256 {
    static final int POINT_BYTES = 65;
    private static final int NUMBER_BYTES = 32;
    private static final ECParameterSpec CURVE = curve();
    private static final BigInteger P = ((ECFieldFp) CURVE.getCurve().getField()).getP();

    private P256() {}

    static KeyPair fresh() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** @throws IllegalArgumentException for bytes that are no point of the curve: a secret agreed on with one could be guessed */
    static PublicKey point(byte[] bytes) throws GeneralSecurityException {
        if (bytes.length != POINT_BYTES || bytes[0] != 4) {
            throw new IllegalArgumentException("a point has 65 bytes and begins with 4");
        }
        BigInteger x = new BigInteger(1, bytes, 1, NUMBER_BYTES);
        BigInteger y = new BigInteger(1, bytes, 1 + NUMBER_BYTES, NUMBER_BYTES);
        if (x.compareTo(P) >= 0
                || y.compareTo(P) >= 0
                || !y.modPow(BigInteger.TWO, P).equals(square(x))) {
            throw new IllegalArgumentException("the point is not on the curve");
        }
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
    }

    static byte[] bytes(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        byte[] bytes = new byte[POINT_BYTES];
        bytes[0] = 4;
        number(point.getAffineX(), bytes, 1);
        number(point.getAffineY(), bytes, 1 + NUMBER_BYTES);
        return bytes;
    }

    static PrivateKey scalar(BigInteger scalar) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, CURVE));
    }

    /** The x of the shared point. */
    static byte[] agree(PrivateKey own, PublicKey others) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(others, true);
        return agreement.generateSecret();
    }

    /**
     * The same pair for the same secret.
     *
     * @param secret 48 bytes or more, so that no scalar is likelier than another
     */
    static KeyPair derived(byte[] secret) throws GeneralSecurityException {
        BigInteger scalar = new BigInteger(1, secret)
                .mod(CURVE.getOrder().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        PrivateKey own = scalar(scalar);
        // Agreed on with the generator, what comes out is the x of the public point; of the two y, one verifies.
        PublicKey generator =
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(CURVE.getGenerator(), CURVE));
        BigInteger x = new BigInteger(1, agree(own, generator));
        BigInteger y = square(x).modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        KeyPair pair = new KeyPair(publicKey(x, y), own);
        return belongTogether(pair) ? pair : new KeyPair(publicKey(x, P.subtract(y)), own);
    }

    private static PublicKey publicKey(BigInteger x, BigInteger y) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
    }

    private static boolean belongTogether(KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        return signature.verify(signed);
    }

    /** y² at x: x³ + ax + b. */
    private static BigInteger square(BigInteger x) {
        return x.modPow(BigInteger.valueOf(3), P)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .mod(P);
    }

    private static void number(BigInteger value, byte[] into, int at) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, NUMBER_BYTES);
        System.arraycopy(bytes, bytes.length - length, into, at + NUMBER_BYTES - length, length);
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
