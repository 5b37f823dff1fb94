package dev.parley.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push service with one browser behind it, on loopback: reads what it is sent as a browser would, by RFC 8291 and RFC 8292 and none
 * of the server's own code.
 */
public final class FakePushService implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair pair;
    private final byte[] auth = new byte[16];
    private final String path = "/push/" + UUID.randomUUID();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    /**
     * One message.
     *
     * @param text decrypted
     * @param claims of whoever sent it, the signature checked
     */
    public record Received(String text, String claims, Map<String, List<String>> headers, int bodyBytes) {}

    public FakePushService() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = status;
            try {
                if (!exchange.getRequestMethod().equals("POST")
                        || !exchange.getRequestURI().getPath().equals(path)) {
                    answer = 404;
                } else if (answer < 300) {
                    received.add(new Received(
                            new String(decrypted(body), UTF_8),
                            claims(exchange.getRequestHeaders().getFirst("Authorization")),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body.length));
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                received.add(new Received("unreadable: " + e, "", Map.of(), body.length));
                answer = 400;
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** {@code HOST:PORT}, for whoever lets it in. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** As {@code PushSubscription.toJSON} writes it. */
    public Map<String, Object> subscription() {
        return Map.of(
                "endpoint",
                endpoint(),
                "keys",
                Map.of("p256dh", BASE64.encodeToString(bytes(pair.getPublic())), "auth", BASE64.encodeToString(auth)));
    }

    /** From now on. */
    public void answer(int answered) {
        status = answered;
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private byte[] decrypted(byte[] body) throws GeneralSecurityException {
        ByteBuffer head = ByteBuffer.wrap(body);
        byte[] salt = new byte[16];
        head.get(salt);
        int record = head.getInt();
        byte[] sender = new byte[head.get()];
        head.get(sender);
        byte[] sealed = new byte[head.remaining()];
        head.get(sealed);
        if (record < 18 || sealed.length > record) {
            throw new IllegalArgumentException("more than one record");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(point(sender), true);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes("WebPush: info\0".getBytes(US_ASCII));
        info.writeBytes(bytes(pair.getPublic()));
        info.writeBytes(sender);
        byte[] keying = hkdf(auth, agreement.generateSecret(), info.toByteArray(), 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hkdf(salt, keying, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16), "AES"),
                new GCMParameterSpec(128, hkdf(salt, keying, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12)));
        byte[] padded = cipher.doFinal(sealed);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new IllegalArgumentException("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        byte[] once = Arrays.copyOf(info, info.length + 1);
        once[info.length] = 1;
        return Arrays.copyOf(mac(mac(salt, secret), once), length);
    }

    private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    /** Of {@code vapid t=..., k=...}. */
    private static String claims(String authorization) throws GeneralSecurityException {
        if (!authorization.matches("vapid t=[\\w-]+\\.[\\w-]+\\.[\\w-]+, k=[\\w-]+")) {
            throw new IllegalArgumentException("not as RFC 8292 has it");
        }
        String[] parts = authorization.substring("vapid t=".length()).split(", k=");
        String[] token = parts[0].split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(point(Base64.getUrlDecoder().decode(parts[1])));
        signature.update((token[0] + "." + token[1]).getBytes(US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(token[2]))) {
            throw new IllegalArgumentException("somebody else's signature");
        }
        return new String(Base64.getUrlDecoder().decode(token[1]), UTF_8);
    }

    private static PublicKey point(byte[] bytes) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(new BigInteger(1, bytes, 1, 32), new BigInteger(1, bytes, 33, 32)),
                        curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] bytes(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        byte[] bytes = new byte[65];
        bytes[0] = 4;
        for (int i = 0; i < 32; i++) {
            bytes[1 + i] = point.getAffineX().shiftRight(8 * (31 - i)).byteValue();
            bytes[33 + i] = point.getAffineY().shiftRight(8 * (31 - i)).byteValue();
        }
        return bytes;
    }
}
