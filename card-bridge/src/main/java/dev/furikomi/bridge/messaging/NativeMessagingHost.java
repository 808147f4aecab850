package dev.furikomi.bridge.messaging;

import dev.furikomi.bridge.BridgeSetup;
import dev.furikomi.bridge.edition.UnusableOptionException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;

/** The process that a browser starts for each window of the extension, and ends by closing its standard input. */
public final class NativeMessagingHost {
    private static final int UNUSABLE = 2;

    private NativeMessagingHost() {}

    public static void main(String[] arguments) throws InterruptedException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // Standard output is for frames alone, whatever some library may print.
        int exitCode = 0;
        try {
            List<String> options = CallingExtension.check(List.of(arguments));
            try (BridgeSetup setup = BridgeSetup.of(options)) {
                // Unbuffered: a buffer would keep what the person typed.
                Frames frames = new Frames(new FileInputStream(FileDescriptor.in), out);
                new ExtensionPort(frames, setup.banks(), setup.sessions()).carry();
            }
        } catch (UnusableOptionException e) {
            System.err.println("card-bridge: " + e.getMessage());
            exitCode = UNUSABLE;
        }
        System.exit(exitCode);
    }
}
