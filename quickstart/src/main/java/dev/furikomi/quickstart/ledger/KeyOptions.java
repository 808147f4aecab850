package dev.furikomi.quickstart.ledger;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.furikomi.audit.SealKeys;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys that an auditor names: the bank's public keys alone, or the signed bank list that holds them. */
final class KeyOptions {
    private static final String BANKS = "/banks/";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "the bank's public event keys, to check its signatures with: a JWK, a JWK set, or the signed"
                    + " bank list; for banks of the running Furikomi the bank list is found without it")
    private @Nullable Path keys;

    @Option(
            names = "--scheme-root",
            paramLabel = "FILE",
            description = "the scheme's public key (a JWK), with which the bank list in --keys must be signed")
    private @Nullable Path schemeRoot;

    @Option(
            names = "--issuer",
            paramLabel = "BANK",
            description = "whose signatures they must be: a BIC, or /banks/BIC; a bank list needs it")
    private @Nullable String issuer;

    /** What is named, if anything is. */
    @Nullable
    SealKeys read() throws UnreachableLedgerException {
        Path file = keys;
        if (file == null) {
            if (issuer != null || schemeRoot != null) {
                throw misuse("--issuer and --scheme-root go with --keys");
            }
            return null;
        }
        String text = text(file);
        if (!text.startsWith("{") && text.split("\\.", -1).length == 3) {
            return ofBankList(file, text);
        }
        if (schemeRoot != null) {
            throw misuse("--scheme-root goes with a signed bank list, and " + file + " is none");
        }
        return new SealKeys(issuer(), jwks(file, text));
    }

    private static String text(Path file) throws UnreachableLedgerException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UnreachableLedgerException("the keys cannot be read", e);
        }
    }

    private List<ECKey> jwks(Path file, String text) {
        List<ECKey> found = new ArrayList<>();
        try {
            List<JWK> all = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
            for (JWK each : all) {
                if (each instanceof ECKey key) {
                    found.add(key.toPublicJWK());
                }
            }
        } catch (ParseException e) {
            throw misuse("there is no JWK, no JWK set and no bank list in " + file);
        }
        if (found.isEmpty()) {
            throw misuse("there is no P-256 key in " + file);
        }
        return found;
    }

    private SealKeys ofBankList(Path file, String text) throws UnreachableLedgerException {
        Path root = schemeRoot;
        if (root == null) {
            throw misuse(file + " is a signed bank list: --scheme-root FILE names the key that must have signed it");
        }
        ECKey rootKey;
        try {
            rootKey = KeyFiles.readPublicKey(root);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreachableLedgerException("the scheme's key cannot be read", e);
        }
        BankListOutcome outcome = BankList.verify(text, rootKey, Instant.now());
        if (outcome instanceof BankListOutcome.Trusted trusted) {
            return ofBank(file, trusted.bankList());
        }
        throw new UnreachableLedgerException(
                file + " is not trusted: " + reason(((BankListOutcome.Refused) outcome).reason()));
    }

    private SealKeys ofBank(Path file, BankList list) {
        String there = list.banks().stream().map(Bank::bic).collect(Collectors.joining(" or "));
        String wanted = issuer();
        if (wanted == null) {
            throw misuse("whose seals are they? --issuer " + there);
        }
        return list.banks().stream()
                .filter(each -> wanted.equals(BANKS + each.bic()))
                .findFirst()
                .map(found -> new SealKeys(wanted, found.eventKeys()))
                .orElseThrow(() -> misuse("there is no bank " + issuer + " in " + file + "; there is " + there));
    }

    private @Nullable String issuer() {
        return issuer == null || issuer.contains("/") ? issuer : BANKS + issuer;
    }

    private static String reason(BankListOutcome.Reason reason) {
        return switch (reason) {
            case MALFORMED -> "it is no bank list";
            case SIGNATURE_INVALID -> "the key in --scheme-root has not signed it";
            case CONTENT_INVALID -> "its content is not that of a bank list";
            case NOT_YET_VALID -> "it is not valid yet";
            case EXPIRED -> "it has expired; take the present one";
        };
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
