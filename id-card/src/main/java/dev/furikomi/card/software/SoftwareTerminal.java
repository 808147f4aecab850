package dev.furikomi.card.software;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;

/** One slot of a software reader. */
final class SoftwareTerminal extends CardTerminal {

    private final SoftwareReader reader;
    private final int slot;

    SoftwareTerminal(SoftwareReader reader, int slot) {
        this.reader = reader;
        this.slot = slot;
    }

    @Override
    public String getName() {
        return String.format("Furikomi Software Reader %02d 00", slot);
    }

    @Override
    public Card connect(String protocol) throws CardException {
        switch (protocol) {
            case "*", "T=1" -> {}
            case "T=0", "T=CL" -> throw PcscError.PROTOCOL_MISMATCH.exception();
            default -> throw new IllegalArgumentException("Unsupported protocol " + protocol);
        }
        var insertion =
                reader.insertion(slot).orElseThrow(() -> new CardNotPresentException(PcscError.NO_CARD.exception()));
        return new SoftwareCardSession(PoweredCard.in(reader, slot, insertion));
    }

    @Override
    public boolean isCardPresent() {
        return reader.insertion(slot).isPresent();
    }

    @Override
    public boolean waitForCardPresent(long timeout) throws CardException {
        return Polling.await(this::isCardPresent, timeout);
    }

    @Override
    public boolean waitForCardAbsent(long timeout) throws CardException {
        return Polling.await(() -> !isCardPresent(), timeout);
    }

    @Override
    public String toString() {
        return getName();
    }
}
