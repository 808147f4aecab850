package dev.furikomi.card.pinpad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What FEATURE_GET_TLV_PROPERTIES tells of a reader (PC/SC part 10 section 2.6.14); numbers are little-endian. */
final class ReaderProperties {

    static final int PIN_LENGTH_MAX = 0x07;
    static final int VENDOR = 0x0B;
    static final int PRODUCT = 0x0C;

    static final ReaderProperties UNKNOWN = new ReaderProperties(Map.of());

    private final Map<Integer, Integer> numbers;

    private ReaderProperties(Map<Integer, Integer> numbers) {
        this.numbers = numbers;
    }

    static ReaderProperties read(byte[] answer) {
        Map<Integer, Integer> numbers = new HashMap<>();
        ByteBuffer entries = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        while (entries.remaining() >= 2) {
            int tag = entries.get() & 0xFF;
            int length = entries.get() & 0xFF;
            if (length > entries.remaining()) {
                break;
            }
            switch (length) {
                case 1 -> numbers.putIfAbsent(tag, entries.get() & 0xFF);
                case 2 -> numbers.putIfAbsent(tag, entries.getShort() & 0xFFFF);
                default -> entries.position(entries.position() + length);
            }
        }
        return new ReaderProperties(numbers);
    }

    OptionalInt number(int tag) {
        Integer number = numbers.get(tag);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
