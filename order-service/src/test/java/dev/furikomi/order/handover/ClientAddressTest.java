package dev.furikomi.order.handover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            address,                  key
            203.0.113.7,              203.0.113.7
            ::ffff:203.0.113.7,       203.0.113.7
            2001:db8:1:2::1,          2001:db8:1:2:0:0:0:0/64
            2001:db8:1:2:ffff:a:b:c,  2001:db8:1:2:0:0:0:0/64
            2001:db8:1:3::1,          2001:db8:1:3:0:0:0:0/64
            [2001:db8:1:2::1],        2001:db8:1:2:0:0:0:0/64
            fe80::1%eth0,             fe80:0:0:0:0:0:0:0/64
            ::1,                      0:0:0:0:0:0:0:0/64
            shop.example,             unknown
            '',                       unknown
            -,                        unknown
            """)
    void countsAnIpv6NetworkAsOneClient(String address, String key) {
        assertThat(ClientAddress.key(address)).isEqualTo(key);
    }
}
