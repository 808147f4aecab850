package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing, unblocking and reading the state of PIN and PUK. */
class PivPinTest extends CardToPersonalise {

    @Test
    void changesAndUnblocksThePin() throws IOException {
        SoftwareCardFile file =
                blankCard(CardSettings.standard().withPuk("87654321").withTries(3));
        PivSession session = value(PivSession.select(connection(file)));

        value(session.changePin(PIN, ascii("246810")));
        assertThat(refusal(session.changePin(PIN, ascii("135791"))).triesLeft()).isEqualTo(OptionalInt.of(2));
        assertThat(refusal(session.verifyPin(PIN)).triesLeft()).isEqualTo(OptionalInt.of(1));
        assertThat(reason(session.verifyPin(PIN))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        assertThat(value(session.pinStatus()).isBlocked()).isTrue();
        assertThat(reason(session.verifyPin(ascii("246810")))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);

        assertThat(refusal(session.unblockPin(ascii("00000000"), ascii("135791")))
                        .triesLeft())
                .isEqualTo(OptionalInt.of(2));
        value(session.unblockPin(PUK, ascii("135791")));

        assertThat(value(session.pinStatus())).isEqualTo(new PinStatus(false, OptionalInt.of(3)));
        value(session.verifyPin(ascii("135791")));
        assertThat(value(session.pinStatus()).verified()).isTrue();
        assertThat(value(session.forgetPin()).verified()).isFalse();
    }

    @Test
    void blocksThePukAsWell() throws IOException {
        SoftwareCardFile file =
                blankCard(CardSettings.standard().withPuk("87654321").withTries(1));
        PivSession session = value(PivSession.select(connection(file)));

        value(session.changePuk(PUK, ascii("12345678")));

        assertThat(reason(session.changePuk(PUK, ascii("00000000")))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        assertThat(reason(session.unblockPin(ascii("12345678"), PIN))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        value(session.verifyPin(PIN));
    }

    @ParameterizedTest
    @CsvSource({"12345", "123456789", "''"})
    void sendsNoPinThatCannotBeOne(String pin) throws IOException {
        PivSession session = value(PivSession.select(connection(blankCard(CardSettings.standard()))));

        assertThat(reason(session.verifyPin(ascii(pin)))).isEqualTo(PivRefusal.Reason.PIN_MALFORMED);
        assertThat(reason(session.changePin(PIN, ascii(pin)))).isEqualTo(PivRefusal.Reason.PIN_MALFORMED);
        assertThat(value(session.pinStatus()).triesLeft()).isEqualTo(OptionalInt.of(5));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            discovery,                                      application, global, comparison, prefersGlobal
            7E124F0BA0000003080000100001005F2F024000,       true,        false,  false,      false
            7E124F0BA0000003080000100001005F2F026010,       true,        true,   false,      false
            7E124F0BA0000003080000100001005F2F026020,       true,        true,   false,      true
            7E124F0BA0000003080000100001005F2F025000,       true,        false,  true,       false
            7E124F0BA0000003080000100001005F2F024020,       true,        false,  false,      false
            """)
    void readsThePinUsagePolicy(
            String discovery, boolean application, boolean global, boolean comparison, boolean prefersGlobal)
            throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.storeObject(0x7E, DataObject.of(0x7E, Arrays.copyOfRange(bytes(discovery), 2, 20)));

        assertThat(value(value(PivSession.select(connection(file))).discovery()))
                .isEqualTo(new PinUsagePolicy(application, global, comparison, prefersGlobal));
    }

    @Test
    void aCardWithoutADiscoveryObjectHasTheApplicationPin() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.eraseObject(0x7E);

        assertThat(value(value(PivSession.select(connection(file))).discovery()))
                .isEqualTo(PinUsagePolicy.WITHOUT_DISCOVERY);
    }
}
