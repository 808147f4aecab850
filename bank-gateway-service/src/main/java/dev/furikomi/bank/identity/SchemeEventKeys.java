package dev.furikomi.bank.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import dev.furikomi.reliable.EventKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who may sign as a bank: the keys of the bank list, read again whenever its file changes. */
@ApplicationScoped
class SchemeEventKeys implements EventKeys {

    private static final Logger LOG = Logger.getLogger(SchemeEventKeys.class);
    private static final String BANK_SOURCE = "/banks/";

    private final Path bankListFile;
    private final Path schemeRootFile;
    private final Clock clock;
    private @Nullable BankList bankList;
    private @Nullable FileTime readAt;

    SchemeEventKeys(BankConfig config, Clock clock) {
        this.bankListFile = config.bankList();
        this.schemeRootFile = config.schemeRoot();
        this.clock = clock;
    }

    @Override
    public Optional<ECPublicKey> find(String source, String keyId) {
        if (!source.startsWith(BANK_SOURCE)) {
            return Optional.empty();
        }
        return current()
                .flatMap(list -> list.bank(source.substring(BANK_SOURCE.length())))
                .flatMap(bank -> bank.eventKeys().stream()
                        .filter(key -> keyId.equals(key.getKeyID()))
                        .findFirst())
                .map(SchemeEventKeys::publicKey);
    }

    private synchronized Optional<BankList> current() {
        try {
            FileTime modifiedAt = Files.getLastModifiedTime(bankListFile);
            if (!modifiedAt.equals(readAt)) {
                take(Files.readString(bankListFile), KeyFiles.readPublicKey(schemeRootFile));
                readAt = modifiedAt;
            }
        } catch (IOException unusable) {
            LOG.errorf("The bank list cannot be read: %s", unusable.getMessage());
        }
        return Optional.ofNullable(bankList).filter(list -> clock.instant().isBefore(list.expiresAt()));
    }

    private void take(String compact, ECKey schemeRoot) {
        BankListOutcome outcome = BankList.verify(compact, schemeRoot, clock.instant());
        if (outcome instanceof BankListOutcome.Trusted trusted) {
            bankList = trusted.bankList();
        } else {
            LOG.errorf("The bank list is not taken over: %s", outcome);
        }
    }

    private static ECPublicKey publicKey(ECKey key) {
        try {
            return key.toECPublicKey();
        } catch (JOSEException unusable) {
            throw new IllegalStateException("An event key of the bank list is unusable.", unusable);
        }
    }
}
