package dev.furikomi.bridge.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeFilesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "Linux, /etc/furikomi/card-bridge",
        "FreeBSD, /etc/furikomi/card-bridge",
        "Mac OS X, /Library/Application Support/Furikomi/card-bridge"
    })
    void findsTheSchemesFilesWhereTheSystemKeepsSuch(String operatingSystem, String place) {
        assertThat(SchemeFiles.directory(operatingSystem)).isEqualTo(Path.of(place));
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        Path bankList = directory.resolve("bank-list.jws");

        assertThatThrownBy(() -> BankListFile.read(bankList, directory.resolve("root.jwk"), Clock.systemUTC()))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessage("there is no " + directory.resolve("root.jwk"));
    }

    @Test
    void refusesAFileThatNoBankListIsAsLongAs() throws Exception {
        Path root = Files.writeString(directory.resolve("root.jwk"), "x".repeat(8 * 1024 * 1024 + 1));

        assertThatThrownBy(() -> BankListFile.read(directory.resolve("bank-list.jws"), root, Clock.systemUTC()))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessage(root + " is too long");
    }
}
