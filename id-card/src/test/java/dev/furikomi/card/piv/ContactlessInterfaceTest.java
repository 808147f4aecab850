package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.smartcardio.ATR;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactlessInterfaceTest {

    @ParameterizedTest
    @CsvSource({
        "3B8F8001804F0CA0000003060300030000000068, true",
        "3B8980014A434F5034315632324A, true",
        "3BFD1300008131FE158073C021C057597562694B657940, false",
        "3B8801467572696B6F6D69E1, false",
    })
    void knowsContactlessCardsByTheAtrThatReadersMakeUp(String atr, boolean contactless) {
        assertThat(ContactlessInterface.isContactless(new ATR(HexFormat.of().parseHex(atr))))
                .isEqualTo(contactless);
    }
}
