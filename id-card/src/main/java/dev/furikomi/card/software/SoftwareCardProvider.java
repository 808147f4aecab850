package dev.furikomi.card.software;

import java.nio.file.Path;
import java.security.InvalidParameterException;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Makes a software reader a {@code javax.smartcardio} reader, so that nothing above that API knows the difference:
 *
 * <pre>{@code
 * TerminalFactory.getInstance(SoftwareCardProvider.TYPE, readerDirectory, new SoftwareCardProvider())
 * }</pre>
 */
public final class SoftwareCardProvider extends Provider {

    private static final long serialVersionUID = 1L;

    /** The terminal factory's type, where real readers have {@code "PC/SC"}. */
    public static final String TYPE = "SoftwareCard";

    public SoftwareCardProvider() {
        super("SoftwareCard", "1.0", "Furikomi's software card reader");
        putService(new TerminalFactoryService(this));
    }

    private static final class TerminalFactoryService extends Service {

        TerminalFactoryService(Provider provider) {
            super(provider, "TerminalFactory", TYPE, SoftwareTerminalFactory.class.getName(), null, null);
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            if (parameter instanceof Path readerDirectory) {
                return new SoftwareTerminalFactory(new SoftwareReader(readerDirectory));
            }
            throw new InvalidParameterException("The parameter is the reader's directory, a Path.");
        }
    }
}
