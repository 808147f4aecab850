package dev.furikomi.order.handover;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Under which key the tries of an address are counted. */
final class ClientAddress {
    /** The part of an IPv6 address that its holder cannot choose (RFC 4291, section 2.5.1). */
    private static final int PREFIX_BYTES = 8;

    private ClientAddress() {}

    /** An IPv4 address as it is, also one mapped into IPv6; of an IPv6 address its /64, for its holder has all of it. */
    static String key(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "unknown";
        }
        try {
            InetAddress read = InetAddress.getByAddress(bytes);
            if (!(read instanceof Inet6Address)) {
                return read.getHostAddress();
            }
            byte[] prefix = Arrays.copyOf(Arrays.copyOf(bytes, PREFIX_BYTES), bytes.length);
            return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
        } catch (UnknownHostException bug) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", bug);
        }
    }
}
