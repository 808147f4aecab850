package dev.furikomi.bridge.reader;

import java.security.NoSuchAlgorithmException;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;

/** Where the readers come from. Each call makes a new connection, because the PC/SC service may start later, and again. */
public interface TerminalSource {
    CardTerminals terminals() throws NoSuchAlgorithmException;

    /** The real readers; not through the JDK's own provider, which never finds a restarted service again (ADR 0012). */
    static TerminalSource realReaders() {
        // Or the JDK's factory would load its own provider first, to no use, and hold a connection with it.
        System.setProperty("javax.smartcardio.TerminalFactory.DefaultType", "None");
        return () ->
                TerminalFactory.getInstance("PC/SC", null, new Smartcardio()).terminals();
    }
}
