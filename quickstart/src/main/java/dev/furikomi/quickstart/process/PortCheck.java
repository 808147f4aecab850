package dev.furikomi.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Finds out, before anything starts, whether somebody else uses a port. */
public final class PortCheck {
    private PortCheck() {}

    /** The one-line message for the first taken port; empty when all are free. */
    public static Optional<String> firstTaken(Map<Integer, String> wanted) {
        return wanted.entrySet().stream()
                .filter(each -> taken(each.getKey()))
                .findFirst()
                .map(each -> "port " + each.getKey() + " is taken, and " + each.getValue()
                        + " needs it: end what listens there or choose other ports with --port-base");
    }

    /** On IPv6's loopback too: browsers ask there first for names under .localhost. */
    private static boolean taken(int port) {
        return taken("127.0.0.1", port) || hasIpv6() && taken("::1", port);
    }

    private static boolean hasIpv6() {
        return !taken("::1", 0);
    }

    private static boolean taken(String address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
