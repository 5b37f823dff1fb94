package dev.parley.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A connectivity check: a STUN binding request that names the session it is for. Reading one trusts nothing in it. */
public final class BindingRequest {

    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final short REQUEST = 0x0001;
    private static final short SUCCESS = 0x0101;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int FINGERPRINT_XOR = 0x5354554e;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int INTEGRITY_BYTES = 20;

    private final byte[] message;
    private final int integrityAt;
    private final String fragment;
    private final boolean nominating;

    private BindingRequest(byte[] message, int integrityAt, String fragment, boolean nominating) {
        this.message = message;
        this.integrityAt = integrityAt;
        this.fragment = fragment;
        this.nominating = nominating;
    }

    /** The request in a datagram; empty for anything else, and for one without user name, integrity or a right fingerprint. */
    public static Optional<BindingRequest> read(byte[] datagram, int length) {
        ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
        if (length < HEADER
                || in.getShort(0) != REQUEST
                || in.getInt(4) != COOKIE
                || (in.getShort(2) & 0xffff) != length - HEADER
                || length % 4 != 0) {
            return Optional.empty();
        }
        int integrityAt = -1;
        String name = "";
        boolean nominating = false;
        boolean whole = false;
        int at = HEADER;
        while (at + ATTRIBUTE_HEADER <= length) {
            int type = in.getShort(at) & 0xffff;
            int size = in.getShort(at + 2) & 0xffff;
            int value = at + ATTRIBUTE_HEADER;
            if (value + size > length) {
                return Optional.empty();
            }
            if (type == FINGERPRINT) {
                if (size != 4 || in.getInt(value) != fingerprint(datagram, at)) {
                    return Optional.empty();
                }
                whole = true;
                break;
            }
            if (integrityAt < 0) {
                switch (type) {
                    case USERNAME -> name = new String(datagram, value, size, StandardCharsets.UTF_8);
                    case USE_CANDIDATE -> nominating = true;
                    case MESSAGE_INTEGRITY -> integrityAt = size == INTEGRITY_BYTES ? at : -1;
                    default -> {
                        // what a full agent would need of it, a lite one does not
                    }
                }
            }
            at = value + (size + 3) / 4 * 4;
        }
        int colon = name.indexOf(':');
        return !whole || integrityAt < 0 || colon <= 0
                ? Optional.empty()
                : Optional.of(new BindingRequest(
                        Arrays.copyOf(datagram, length), integrityAt, name.substring(0, colon), nominating));
    }

    /** Our fragment, the first half of the user name: says which session is meant. */
    public String fragment() {
        return fragment;
    }

    /** True if the sender chose the path this came on. */
    public boolean isNominating() {
        return nominating;
    }

    /** True if the sender knows our password. */
    public boolean isSignedWith(String password) {
        byte[] signed = Arrays.copyOf(message, integrityAt);
        setLength(signed, integrityAt - HEADER + ATTRIBUTE_HEADER + INTEGRITY_BYTES);
        byte[] found = Arrays.copyOfRange(
                message, integrityAt + ATTRIBUTE_HEADER, integrityAt + ATTRIBUTE_HEADER + INTEGRITY_BYTES);
        return MessageDigest.isEqual(hmac(password, signed, signed.length), found);
    }

    /** The success response: tells the sender which address it was seen at. Never longer than twice a request's least. */
    public byte[] response(InetSocketAddress sender, String password) {
        byte[] address = sender.getAddress().getAddress();
        int addressBytes = 4 + address.length;
        int integrity = HEADER + ATTRIBUTE_HEADER + addressBytes;
        int print = integrity + ATTRIBUTE_HEADER + INTEGRITY_BYTES;
        byte[] bytes = new byte[print + ATTRIBUTE_HEADER + 4];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putShort(SUCCESS).putShort((short) 0).put(message, 4, 16);
        out.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) addressBytes);
        out.putShort((short) (address.length == 4 ? 1 : 2)).putShort((short) (sender.getPort() ^ COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            // The mask is the cookie and, for IPv6, the transaction id behind it.
            out.put((byte) (address[i] ^ message[4 + i]));
        }
        setLength(bytes, print - HEADER);
        out.putShort((short) MESSAGE_INTEGRITY)
                .putShort((short) INTEGRITY_BYTES)
                .put(hmac(password, bytes, integrity));
        setLength(bytes, bytes.length - HEADER);
        out.putShort((short) FINGERPRINT).putShort((short) 4).putInt(fingerprint(bytes, print));
        return bytes;
    }

    private static void setLength(byte[] message, int length) {
        message[2] = (byte) (length >>> 8);
        message[3] = (byte) length;
    }

    private static int fingerprint(byte[] message, int length) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private static byte[] hmac(String password, byte[] data, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(data, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }
}
