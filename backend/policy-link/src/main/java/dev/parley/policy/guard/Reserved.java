package dev.parley.policy.guard;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not of the open internet. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and
 * what amended it); the places where clouds hand out their machines' secrets (169.254.169.254, fd00:ec2::254,
 * 100.100.100.200, 192.0.0.192) lie within.
 */
final class Reserved {
    private record Block(byte[] prefix, int bits, String what) {
        static Block of(String cidr, String what) {
            int slash = cidr.indexOf('/');
            // A literal: nothing is looked up.
            return new Block(
                    literal(cidr.substring(0, slash)).getAddress(), Integer.parseInt(cidr.substring(slash + 1)), what);
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }

    private static final List<Block> BLOCKS = List.of(
            Block.of("0.0.0.0/8", "this machine"),
            Block.of("10.0.0.0/8", "a private network"),
            Block.of("100.64.0.0/10", "a provider's own network"),
            Block.of("127.0.0.0/8", "this machine"),
            Block.of("169.254.0.0/16", "the local link"),
            Block.of("172.16.0.0/12", "a private network"),
            Block.of("192.0.0.0/24", "reserved"),
            Block.of("192.0.2.0/24", "for documentation"),
            Block.of("192.88.99.0/24", "reserved"),
            Block.of("192.168.0.0/16", "a private network"),
            Block.of("198.18.0.0/15", "for measurements"),
            Block.of("198.51.100.0/24", "for documentation"),
            Block.of("203.0.113.0/24", "for documentation"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("240.0.0.0/4", "reserved"),
            Block.of("::/128", "this machine"),
            Block.of("::1/128", "this machine"),
            Block.of("64:ff9b:1::/48", "a private translation"),
            Block.of("100::/64", "discarded"),
            Block.of("2001::/23", "reserved"),
            Block.of("2001:db8::/32", "for documentation"),
            Block.of("3fff::/20", "for documentation"),
            Block.of("5f00::/16", "reserved"),
            Block.of("fc00::/7", "a private network"),
            Block.of("fe80::/10", "the local link"),
            Block.of("fec0::/10", "a private network"),
            Block.of("ff00::/8", "multicast"));

    /** Where the four bytes of another address lie in one of these. */
    private record Wrapped(Block block, int at) {}

    private static final List<Wrapped> WRAPPED = List.of(
            new Wrapped(new Block(mapped(), 96, "an address in an address"), 12),
            new Wrapped(Block.of("::/96", "an address in an address"), 12),
            new Wrapped(Block.of("64:ff9b::/96", "a translated address"), 12),
            new Wrapped(Block.of("2002::/16", "a tunnelled address"), 2));

    /** All that was ever given out to the open internet (RFC 4291, section 2.4); the rest waits for a use, or is translated by somebody. */
    private static final Block GLOBAL = Block.of("2000::/3", "the open internet");

    private Reserved() {}

    /** What the address is reserved for; empty for one of the open internet. */
    static Optional<String> reason(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : BLOCKS) {
            if (block.holds(bytes)) {
                return Optional.of(block.what());
            }
        }
        if (address instanceof Inet6Address) {
            for (Wrapped wrapped : WRAPPED) {
                if (wrapped.block().holds(bytes)) {
                    return reason(address(Arrays.copyOfRange(bytes, wrapped.at(), wrapped.at() + 4)));
                }
            }
            if (!GLOBAL.holds(bytes)) {
                return Optional.of("reserved");
            }
        }
        return Optional.empty();
    }

    /** {@code ::ffff:0:0}, which InetAddress would turn into an address of four bytes. */
    private static byte[] mapped() {
        byte[] prefix = new byte[16];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }

    private static InetAddress literal(String address) {
        return address.indexOf(':') < 0 ? Inet4Address.ofLiteral(address) : Inet6Address.ofLiteral(address);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
