package dev.furikomi.card.pinpad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;

/** A card in a reader whose driver answers control commands as a test wants it, in hexadecimal. */
final class FeatureCard extends Card {

    static final int FEATURE_REQUEST = PinPad.controlCode(3400);

    private final Map<Integer, Supplier<Object>> answers = new HashMap<>();
    final List<String> controls = new ArrayList<>();

    static FeatureCard with(String features) {
        FeatureCard card = new FeatureCard();
        card.answer(FEATURE_REQUEST, features);
        return card;
    }

    FeatureCard answer(int controlCode, String... oneAfterAnother) {
        List<String> left = new ArrayList<>(List.of(oneAfterAnother));
        answers.put(controlCode, () -> left.size() == 1 ? left.get(0) : left.remove(0));
        return this;
    }

    FeatureCard fail(int controlCode, CardException exception) {
        answers.put(controlCode, () -> exception);
        return this;
    }

    @Override
    public byte[] transmitControlCommand(int controlCode, byte[] command) throws CardException {
        controls.add(Integer.toHexString(controlCode) + ":" + HexFormat.of().formatHex(command));
        Supplier<Object> answer = answers.get(controlCode);
        if (answer == null) {
            throw new CardException(new Exception("SCARD_E_UNSUPPORTED_FEATURE"));
        }
        Object value = answer.get();
        if (value instanceof CardException exception) {
            throw exception;
        }
        return HexFormat.of().parseHex((String) value);
    }

    @Override
    public ATR getATR() {
        return new ATR(new byte[] {0x3B, 0});
    }

    @Override
    public String getProtocol() {
        return "T=1";
    }

    @Override
    public CardChannel getBasicChannel() {
        throw new UnsupportedOperationException("The PIN goes past the computer.");
    }

    @Override
    public CardChannel openLogicalChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void beginExclusive() {}

    @Override
    public void endExclusive() {}

    @Override
    public void disconnect(boolean reset) {}
}
