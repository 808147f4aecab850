package dev.furikomi.bridge.installation;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.bridge.edition.UnusableOptionException;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Locale;

/** The bank list on disk, believed only with the scheme root's signature. */
public final class BankListFile {
    private static final long LENGTH_MAX = 8 * 1024 * 1024;

    private BankListFile() {}

    public static BankList read(Path bankList, Path schemeRoot, InstantSource clock) throws UnusableOptionException {
        ECKey root;
        try {
            root = ECKey.parse(text(schemeRoot)).toPublicJWK();
        } catch (ParseException e) {
            throw new UnusableOptionException(schemeRoot + " is not a JWK of an elliptic curve key");
        }
        BankListOutcome outcome = BankList.verify(text(bankList), root, clock.instant());
        if (outcome instanceof BankListOutcome.Trusted trusted) {
            return trusted.bankList();
        }
        String reason = ((BankListOutcome.Refused) outcome)
                .reason()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        throw new UnusableOptionException("the bank list " + bankList + " is refused: " + reason);
    }

    private static String text(Path file) throws UnusableOptionException {
        try {
            if (Files.size(file) > LENGTH_MAX) {
                throw new UnusableOptionException(file + " is too long");
            }
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            throw new UnusableOptionException(
                    file.startsWith(SchemeFiles.directory())
                            ? "not set up yet: " + file + " is missing; your bank or its scheme provides it"
                            : "there is no " + file);
        } catch (IOException e) {
            throw new UnusableOptionException("cannot read " + file);
        }
    }
}
