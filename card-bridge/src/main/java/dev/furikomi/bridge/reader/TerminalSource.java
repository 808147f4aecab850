package dev.furikomi.bridge.reader;

import java.security.NoSuchAlgorithmException;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;

/** Where the readers come from. Asked again after each failure, because the PC/SC service may start later than the bridge. */
public interface TerminalSource {
    CardTerminals terminals() throws NoSuchAlgorithmException;

    /** The real readers. Not the default factory: without PC/SC that one stays empty for the life of the process. */
    static TerminalSource realReaders() {
        return () -> TerminalFactory.getInstance("PC/SC", null).terminals();
    }
}
