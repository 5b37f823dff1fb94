package dev.parley.media.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine that a peer could reach; loopback only where there is no other. */
final class LocalAddresses {

    private LocalAddresses() {}

    /** IPv4 before IPv6. */
    static List<InetAddress> find() throws SocketException {
        List<InetAddress> outward = new ArrayList<>();
        List<InetAddress> loopback = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            if (network.isUp()) {
                network.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                        .forEach(address -> (address.isLoopbackAddress() ? loopback : outward).add(address));
            }
        }
        List<InetAddress> found = outward.isEmpty() ? loopback : outward;
        found.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
        return found;
    }
}
