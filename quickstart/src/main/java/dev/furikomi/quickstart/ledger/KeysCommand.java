package dev.furikomi.quickstart.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.furikomi.audit.SealKeys;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the public keys of a bank's seals. */
@Command(
        name = "keys",
        description = "Prints the public keys with which a bank of the running Furikomi signs its seals, as a JWK set"
                + " for ./furikomi ledger verify --keys. Who verifies takes them from the bank or from the scheme's"
                + " bank list, never from whoever hands over the export.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the keys are printed",
            "2:the command line was not understood",
            "3:nothing runs, or its bank list cannot be read"
        },
        footer = {"", "Example:", "  ./furikomi ledger keys --bank minato > minato-keys.json"})
final class KeysCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LedgerChoice choice = new LedgerChoice();

    @Override
    public Integer call() throws JsonProcessingException {
        CommandSpec here = Objects.requireNonNull(spec);
        if (!choice.isNamed()) {
            throw choice.misuse("whose keys? --bank BANK");
        }
        if (choice.isInDatabase()) {
            throw choice.misuse("a database holds no keys: ask its bank, or take the scheme's bank list");
        }
        try {
            LedgerSource source = choice.sources().get(0);
            SealKeys keys = source.keys();
            if (keys == null) {
                throw new UnreachableLedgerException("the bank list with the keys of " + source + " cannot be read");
            }
            JWKSet set = new JWKSet(List.<JWK>copyOf(keys.keys()));
            here.commandLine()
                    .getOut()
                    .println(new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(set.toJSONObject(true)));
            here.commandLine().getOut().flush();
            here.commandLine().getErr().println("Seals of " + source + " are signed as --issuer " + keys.issuer());
            return 0;
        } catch (UnreachableLedgerException e) {
            here.commandLine().getErr().println("furikomi: " + e.getMessage());
            return LedgerCommand.UNREACHABLE;
        }
    }
}
