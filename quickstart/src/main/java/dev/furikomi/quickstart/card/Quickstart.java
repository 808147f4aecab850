package dev.furikomi.quickstart.card;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.process.RunState;
import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.StaffTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Furikomi that runs from this checkout: its banks, its drawer and its virtual reader. */
record Quickstart(PortPlan ports, Path directory) {

    /**
     * The one that runs.
     *
     * @param portBase which, when several run
     */
    static Optional<Quickstart> running(@Nullable Integer portBase) {
        String root = System.getProperty("furikomi.root");
        List<RunState> running = root == null
                ? List.of()
                : RunState.all(Path.of(root).resolve(".furikomi")).stream()
                        .filter(each -> portBase == null || each.portBase() == portBase)
                        .toList();
        if (running.size() > 1) {
            throw new CardRefusedException(
                    "several-run", "more than one Furikomi runs from this checkout; --port-base N says which is meant");
        }
        return running.stream()
                .findFirst()
                .map(each -> new Quickstart(new PortPlan(each.portBase()), Path.of(each.data())));
    }

    CardDrawer drawer() {
        return new CardDrawer(directory.resolve("drawer"));
    }

    SoftwareReader reader() {
        return new SoftwareReader(directory.resolve("reader"));
    }

    /** The directory with the bank's keys and its card authority. */
    Path keys(DemoBank bank) {
        return directory.resolve("keys").resolve(bank.id());
    }

    /** The token of the bank's staff. */
    Path staffToken(DemoBank bank) {
        return keys(bank).resolve(StaffTokens.FILE);
    }

    /** The banks that this Furikomi's parts trust. */
    Optional<BankList> bankList() {
        Path keys = directory.resolve("keys");
        try {
            return readBankList(keys.resolve("bank-list.jws"), keys.resolve("scheme-root-public.jwk"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A bank list that the scheme root signed; empty when it did not, or when the list has expired. */
    static Optional<BankList> readBankList(Path list, Path schemeRoot) throws IOException {
        ECKey root = KeyFiles.readPublicKey(schemeRoot);
        return BankList.verify(Files.readString(list), root, Instant.now()) instanceof BankListOutcome.Trusted trusted
                ? Optional.of(trusted.bankList())
                : Optional.empty();
    }
}
