package dev.furikomi.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes secrets so that no other user of the machine can read them, not even for the moment of writing. */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /** Replaces the file as a whole. */
    public static void write(Path file, String content) {
        try {
            Path directory = Objects.requireNonNull(file.getParent(), "a file in a directory");
            directory(directory);
            Path whole = Files.createTempFile(directory, ".writing-", "");
            Files.writeString(whole, content);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the directory, for this user only, where it does not exist. */
    public static void directory(Path directory) {
        FileAttribute<?>[] attributes = POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(directory, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
