package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaSignatureTest {

    private static final String ZEROES = "00000000000000000000000000000000000000000000000000000000000000";
    private static final String ORDER = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    private static final String ORDER_LESS_1 = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550";

    @ParameterizedTest
    @CsvSource({
        "3006020101020102, " + ZEROES + "01" + ZEROES + "02",
        "3007020200FF020102, " + ZEROES + "FF" + ZEROES + "02",
        "30460221 00" + ORDER_LESS_1 + "0221 00" + ORDER_LESS_1 + ", " + ORDER_LESS_1 + ORDER_LESS_1,
    })
    void convertsToFixedLength(String der, String concatenated) {
        assertThat(EcdsaSignature.toConcatenated(SignatureAlgorithm.ES256, hex(der)))
                .contains(hex(concatenated));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            der,                  why
            '',                   empty
            3006020100020101,     r is 0
            3006020101020100,     s is 0
            3006020101020181,     s is negative
            300702020001020101,   r is not minimal
            3003020101,           one number
            3009020101020101020101, three numbers
            300602010102010100,   bytes follow
            3106020101020101,     not a sequence
            3006030101020101,     not an integer
            30050200020101,       empty integer
            """)
    void refusesWhatIsNoSignature(String der, String why) {
        assertThat(EcdsaSignature.toConcatenated(SignatureAlgorithm.ES256, hex(der)))
                .as(why)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30260221 00" + ORDER + "020101",
        "30260201010221 00" + ORDER,
        "30270222 0100" + ORDER + "020101",
    })
    void refusesNumbersOutOfRange(String der) {
        assertThat(EcdsaSignature.toConcatenated(SignatureAlgorithm.ES256, hex(der)))
                .isEmpty();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
