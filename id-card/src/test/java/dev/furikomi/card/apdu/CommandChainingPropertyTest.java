package dev.furikomi.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CommandChainingPropertyTest {

    @Property
    void anyLengthArrivesWholeInShortCommands(
            @ForAll @IntRange(max = 3000) int length, @ForAll @IntRange(max = 65536) int expected)
            throws CardException {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 31 + i / 256);
        }
        List<CommandAPDU> parts = new ArrayList<>();
        CardConnection chaining = new CommandChaining(part -> {
            parts.add(part);
            return answer(StatusWord.NO_ERROR);
        });

        chaining.transmit(new CommandAPDU(0, Instruction.PUT_DATA, 0x3F, 0xFF, data, expected));

        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        parts.forEach(part -> arrived.writeBytes(part.getData()));
        assertThat(arrived.toByteArray()).isEqualTo(data);
        CommandAPDU last = parts.remove(parts.size() - 1);
        assertThat(parts).allMatch(part -> part.getCLA() == Instruction.CLASS_CHAINING && part.getNe() == 0);
        assertThat(parts).allMatch(part -> part.getBytes().length == 5 + CommandChaining.PORTION_LENGTH_MAX);
        assertThat(last.getCLA()).isEqualTo(Instruction.CLASS_INTERINDUSTRY);
        assertThat(last.getNe()).isEqualTo(Math.min(expected, 256));
        assertThat(last.getNc()).isLessThanOrEqualTo(CommandChaining.PORTION_LENGTH_MAX);
    }

    @Property(tries = 100)
    void nothingMoreIsSentOnceTheCardRefuses(@ForAll @IntRange(min = 1, max = 5) int refusedPart) throws CardException {
        List<CommandAPDU> parts = new ArrayList<>();
        CardConnection chaining = new CommandChaining(part -> {
            parts.add(part);
            return answer(parts.size() == refusedPart ? StatusWord.WRONG_LENGTH : StatusWord.NO_ERROR);
        });

        ResponseAPDU answer = chaining.transmit(new CommandAPDU(0, Instruction.PUT_DATA, 0x3F, 0xFF, new byte[2000]));

        assertThat(answer.getSW()).isEqualTo(StatusWord.WRONG_LENGTH);
        assertThat(parts).hasSize(refusedPart);
    }

    private static ResponseAPDU answer(int statusWord) {
        return new ResponseAPDU(new byte[] {(byte) (statusWord >>> 8), (byte) statusWord});
    }
}
