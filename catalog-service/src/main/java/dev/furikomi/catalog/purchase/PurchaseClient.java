package dev.furikomi.catalog.purchase;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who makes purchases, as far as unpaid ones are counted: a network address, and a browser when it shows its cookie. */
record PurchaseClient(String address, @Nullable String browser) {

    private static final int NETWORK_BYTES = 8;

    static PurchaseClient of(HttpServerRequest request, @Nullable String browser) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
        return new PurchaseClient(network(address), browser == null || browser.isBlank() ? null : browser);
    }

    /** An IPv6 customer has a whole /64; its addresses count as one. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES)) + "/64"
                    : address;
        } catch (UnknownHostException notNumeric) {
            return address;
        }
    }
}
