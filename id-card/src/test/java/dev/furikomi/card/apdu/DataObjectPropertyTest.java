package dev.furikomi.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DataObjectPropertyTest {

    @Property
    void throwsNothingButTheDeclaredRefusal(@ForAll byte[] bytes) {
        try {
            for (DataObject object : DataObject.readAll(bytes)) {
                object.parts();
            }
        } catch (MalformedTlvException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @Property
    void readsWhatItWrites(@ForAll @Size(max = 700) byte[] value, @ForAll("tags") int tag)
            throws MalformedTlvException {
        DataObject object = DataObject.of(tag, value);

        assertThat(DataObject.readAll(object.toBytes())).containsExactly(object);
    }

    @Property
    void refusesEachTruncation(@ForAll @Size(min = 1, max = 300) byte[] value, @ForAll @IntRange(min = 1) int cut) {
        byte[] whole = DataObject.of(0x53, value).toBytes();
        byte[] truncated = Arrays.copyOf(whole, whole.length - 1 - cut % (whole.length - 1));

        assertThatThrownBy(() -> DataObject.readOnly(0x53, truncated)).isInstanceOf(MalformedTlvException.class);
    }

    @Provide
    Arbitrary<Integer> tags() {
        return Arbitraries.of(0x53, 0x70, 0x7C, 0x7E, 0x5F2F, 0x7F49, 0x5FC101, 0x5FC10A);
    }
}
