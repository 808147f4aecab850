package dev.furikomi.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataObjectTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            bytes,            tag,    value
            5300,             53,     ''
            5301AA,           53,     AA
            538101AA,         53,     AA
            53820001AA,       53,     AA
            5FC10501AA,       5FC105, AA
            7F4901AA,         7F49,   AA
            """)
    void readsOneDataObject(String bytes, String tag, String value) throws MalformedTlvException {
        List<DataObject> objects = DataObject.readAll(hex(bytes));

        assertThat(objects).containsExactly(DataObject.of(Integer.parseInt(tag, 16), hex(value)));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            bytes,          why
            53,             no length
            5301,           no value
            5302AA,         value too short
            5381,           length byte missing
            538200,         length byte missing
            53830000 01AA,  length of 3 bytes
            5380AA0000,     indefinite length
            53FF,           reserved length
            5F,             tag ends
            5FC1,           tag ends
            5FC1C105 00,    tag of 4 bytes
            5F8001 00,      tag number begins with zero
            """)
    void refusesWhatIsNotADataObject(String bytes, String why) {
        assertThatThrownBy(() -> DataObject.readAll(hex(bytes))).as(why).isInstanceOf(MalformedTlvException.class);
    }

    @ParameterizedTest
    @CsvSource({"53010000", "5400", "530053 00", "''"})
    void refusesWhatIsNotExactlyOneObjectOfTheTag(String bytes) {
        assertThatThrownBy(() -> DataObject.readOnly(0x53, hex(bytes))).isInstanceOf(MalformedTlvException.class);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
