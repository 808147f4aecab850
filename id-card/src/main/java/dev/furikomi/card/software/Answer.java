package dev.furikomi.card.software;

import java.util.Arrays;

/** What a card answers: data and status word. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(byte[] data, int statusWord) {

    static Answer of(int statusWord) {
        return new Answer(new byte[0], statusWord);
    }

    /** Two thirds of the data, as a bad contact leaves them. */
    Answer truncated() {
        return new Answer(Arrays.copyOf(data, data.length * 2 / 3), statusWord);
    }

    byte[] toBytes() {
        byte[] bytes = Arrays.copyOf(data, data.length + 2);
        bytes[data.length] = (byte) (statusWord >>> 8);
        bytes[data.length + 1] = (byte) statusWord;
        return bytes;
    }
}
