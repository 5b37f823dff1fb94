package dev.parley.core.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A block of IPv4 or IPv6 addresses, for example {@code 10.0.0.0/8}. */
record AddressBlock(byte[] address, int prefixBits) {
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is not an address or a block such as 10.0.0.0/8".formatted(text)));
        int bits = slash < 0
                ? address.length * 8
                : Integer.parseInt(text.substring(slash + 1).strip());
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("\"%s\" has a prefix longer than its address".formatted(text));
        }
        return new AddressBlock(address, bits);
    }

    /** A literal address; names are never looked up. */
    static Optional<byte[]> address(String literal) {
        String bare = literal.strip();
        if (bare.startsWith("[") && bare.contains("]")) {
            bare = bare.substring(1, bare.indexOf(']'));
        } else if (bare.indexOf(':') >= 0 && bare.indexOf(':') == bare.lastIndexOf(':')) {
            bare = bare.substring(0, bare.indexOf(':'));
        }
        if (bare.isEmpty()
                || !bare.matches("[0-9a-fA-F:.]+")
                || (!bare.contains(":") && !bare.matches("\\d+(\\.\\d+){3}"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] other) {
        return other.length == address.length && Arrays.equals(masked(address, prefixBits), masked(other, prefixBits));
    }

    /** The address with all but its first bits zero. */
    static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int bit = bits; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return masked;
    }
}
