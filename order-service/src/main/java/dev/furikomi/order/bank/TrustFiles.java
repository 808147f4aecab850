package dev.furikomi.order.bank;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The files that trust comes from. A bank list that fails its check, or is older than the one in use, is passed over:
 * the last good one stays. An expired list still tells whose signature counts for money that is already under way, but
 * no new payment request is issued on it.
 */
@Startup
@ApplicationScoped
class TrustFiles {

    private static final Logger LOG = Logger.getLogger(TrustFiles.class);

    private final TrustConfig config;
    private final Clock clock;
    private volatile State state;

    TrustFiles(TrustConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        // The first list must be good: without it no bank could be believed.
        this.state = read(config);
    }

    private record State(
            BankList bankList, Map<String, ECPublicKey> catalogueKeys, FileTime listTime, FileTime catalogueTime) {}

    @Blocking
    @Scheduled(every = "${order.trust.reload-interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reloadRegularly() {
        reload();
    }

    /** Looks whether a file has changed; touches the disk, so never on an event loop. */
    synchronized void reload() {
        State current = state;
        try {
            if (modified(config.bankList()).equals(current.listTime)
                    && modified(config.catalogueKey()).equals(current.catalogueTime)) {
                return;
            }
            State fresh = read(config);
            if (fresh.bankList.issuedAt().isBefore(current.bankList.issuedAt())) {
                throw new IllegalStateException("The bank list is older than the one in use.");
            }
            state = fresh;
            LOG.infof(
                    "Bank list of %s with %d banks",
                    fresh.bankList.issuedAt(), fresh.bankList.banks().size());
        } catch (IOException | IllegalStateException unusable) {
            LOG.errorf("The last good bank list stays in use: %s", unusable.getMessage());
        }
    }

    BankList bankList() {
        return state.bankList;
    }

    Map<String, ECPublicKey> catalogueKeys() {
        return state.catalogueKeys;
    }

    boolean isExpired() {
        return !clock.instant().isBefore(bankList().expiresAt());
    }

    private static State read(TrustConfig config) {
        try {
            ECKey root = ECKey.parse(Files.readString(config.schemeRoot()));
            FileTime listTime = modified(config.bankList());
            FileTime catalogueTime = modified(config.catalogueKey());
            BankList list = BankList.verify(Files.readString(config.bankList()), root);
            return new State(list, publicKeys(Files.readString(config.catalogueKey())), listTime, catalogueTime);
        } catch (IOException | ParseException | JOSEException | UntrustedBankListException unusable) {
            throw new IllegalStateException("The files of order.trust cannot be used: " + unusable.getMessage());
        }
    }

    private static Map<String, ECPublicKey> publicKeys(String json) throws ParseException, JOSEException {
        List<JWK> keys = json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
        Map<String, ECPublicKey> byId = new HashMap<>();
        for (JWK key : keys) {
            byId.put(key.getKeyID(), key.toECKey().toECPublicKey());
        }
        return byId;
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }
}
