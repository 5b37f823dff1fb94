package dev.parley.core.account;

import dev.parley.core.secret.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns the address of a request into a keyed hash of its network; the address itself goes no further. Threadsafe. */
@ApplicationScoped
public class Networks {
    private static final int IPV4_PREFIX_BITS = 24;
    private static final int IPV6_PREFIX_BITS = 48;
    private static final int HASH_BYTES = 12;

    private final List<AddressBlock> proxies;
    private final byte[] key;

    @Inject
    public Networks(NetworkConfig config, SecretKeys keys) {
        proxies = config.trustedProxies().orElse(List.of()).stream()
                .map(AddressBlock::parse)
                .toList();
        key = keys.keyFor("network-prefix");
    }

    /**
     * @param remoteAddress literal address of the connection's other end
     * @param forwardedFor values of {@code X-Forwarded-For}; believed only from configured proxies
     * @return hash of the /24 or /48, the same as long as the installation's key is
     */
    public String prefixOf(String remoteAddress, Optional<String> forwardedFor) {
        byte[] address = AddressBlock.address(remoteAddress).orElse(new byte[4]);
        if (forwardedFor.isPresent()) {
            String[] hops = forwardedFor.get().split(",");
            // From the nearest hop outwards, as long as each is a proxy of ours: what lies beyond may be invented.
            for (int hop = hops.length - 1; hop >= 0 && trusted(address); hop--) {
                Optional<byte[]> named = AddressBlock.address(hops[hop]);
                if (named.isEmpty()) {
                    break;
                }
                address = named.get();
            }
        }
        return hash(AddressBlock.masked(address, address.length == 4 ? IPV4_PREFIX_BITS : IPV6_PREFIX_BITS));
    }

    private boolean trusted(byte[] address) {
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    private String hash(byte[] prefix) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(mac.doFinal(prefix), HASH_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
