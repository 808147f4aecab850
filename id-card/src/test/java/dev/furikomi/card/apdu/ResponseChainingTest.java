package dev.furikomi.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;

class ResponseChainingTest {

    private static final CommandAPDU GET_DATA = new CommandAPDU(0, Instruction.GET_DATA, 0x3F, 0xFF, 256);

    private final List<String> commands = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final CardConnection connection = new ResponseChaining(command -> {
        commands.add(HexFormat.of().withUpperCase().formatHex(command.getBytes()));
        return new ResponseAPDU(HexFormat.of().parseHex(answers.remove()));
    });

    @Test
    void fetchesTheRestWithGetResponse() throws CardException {
        answers.addAll(List.of("AABB6102", "CCDD6100", "EE9000"));

        ResponseAPDU answer = connection.transmit(GET_DATA);

        assertThat(answer.getData()).isEqualTo(HexFormat.of().parseHex("AABBCCDDEE"));
        assertThat(answer.getSW()).isEqualTo(StatusWord.NO_ERROR);
        assertThat(commands).containsExactly("00CB3FFF00", "00C0000002", "00C0000000");
    }

    @Test
    void sendsTheCommandAgainWithTheLengthThatTheCardNames() throws CardException {
        answers.addAll(List.of("6C02", "AABB9000"));

        assertThat(connection.transmit(GET_DATA).getData()).hasSize(2);
        assertThat(commands).containsExactly("00CB3FFF00", "00CB3FFF02");
    }

    @Test
    void asksAgainForTheRestWithTheLengthThatTheCardNames() throws CardException {
        answers.addAll(List.of("AABB6100", "6C01", "CC9000"));

        assertThat(connection.transmit(GET_DATA).getData())
                .isEqualTo(HexFormat.of().parseHex("AABBCC"));
        assertThat(commands).containsExactly("00CB3FFF00", "00C0000000", "00C0000001");
    }

    @Test
    void keepsTheStatusWordOfAFailure() throws CardException {
        answers.add("6A82");

        assertThat(connection.transmit(GET_DATA).getSW()).isEqualTo(StatusWord.FILE_NOT_FOUND);
    }

    @Test
    void stopsACardThatNeverStopsTalking() {
        CardConnection endless = new ResponseChaining(command -> new ResponseAPDU(new byte[] {1, 0x61, 0}));

        assertThatThrownBy(() -> endless.transmit(GET_DATA)).isInstanceOf(CardException.class);
    }
}
