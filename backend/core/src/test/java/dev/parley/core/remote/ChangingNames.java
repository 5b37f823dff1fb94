package dev.parley.core.remote;

import dev.parley.policy.guard.Resolver;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that end in .rebinding.test are of the open internet when first asked for, and this machine from then on. */
@Singleton
@Alternative
@Priority(1)
public class ChangingNames implements Resolver {
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        if (!name.endsWith(".rebinding.test")) {
            return Resolver.SYSTEM.resolve(name);
        }
        int times = asked.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
        return List.of(times == 1 ? InetAddress.ofLiteral("93.184.216.34") : InetAddress.ofLiteral("127.0.0.1"));
    }
}
