package dev.furikomi.card.apdu;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** What a card says, byte by byte: whatever it is, reading it ends, stays small and fails by name only. */
class ApduFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void readsDataObjectsOrSaysThatTheyAreMalformed(byte[] bytes) {
        try {
            List<DataObject> objects = DataObject.readAll(bytes);
            int length = 0;
            for (DataObject object : objects) {
                length += object.value().length;
                DataObject again = DataObject.readOnly(object.tag(), object.toBytes());
                require(Arrays.equals(again.value(), object.value()), "a written object reads as it was");
                readParts(object);
            }
            require(length <= bytes.length, "the values are within the bytes");
        } catch (MalformedTlvException malformed) {
            require(malformed.getCause() == null, "the refusal quotes nothing");
        }
    }

    @FuzzTest(maxDuration = "30s")
    void endsWithACardThatNeverStopsTalking(FuzzedDataProvider card) {
        int[] commands = {0};
        ResponseChaining chaining = new ResponseChaining(command -> {
            commands[0]++;
            byte[] data = card.consumeBytes(card.consumeInt(0, 300));
            byte[] answer = Arrays.copyOf(data, data.length + 2);
            answer[data.length] = card.consumeByte();
            answer[data.length + 1] = card.consumeByte();
            return new ResponseAPDU(answer);
        });
        try {
            ResponseAPDU answer = chaining.transmit(new CommandAPDU(0, Instruction.GET_DATA, 0x3F, 0xFF, 256));
            require(answer.getNr() <= ResponseChaining.LENGTH_MAX + 1024, "the answer is bounded");
        } catch (CardException named) {
            // The card's answer does not end.
        }
        require(commands[0] <= 260, "the rounds are bounded");
    }

    private static void readParts(DataObject object) {
        try {
            object.parts();
        } catch (MalformedTlvException primitive) {
            // A primitive object has no parts.
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
