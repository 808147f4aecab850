package dev.furikomi.card.software;

import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactorySpi;

/** The terminals of one reader directory. */
final class SoftwareTerminalFactory extends TerminalFactorySpi {

    private final SoftwareReader reader;

    SoftwareTerminalFactory(SoftwareReader reader) {
        this.reader = reader;
    }

    @Override
    protected CardTerminals engineTerminals() {
        return new SoftwareTerminals(reader);
    }
}
