package dev.furikomi.quickstart.card;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Blocks a card at its bank, or unblocks it. */
abstract class BlockCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CARD", description = "a software card's file, or its name in the drawer")
    private @Nullable String card;

    @Option(names = "--card-id", paramLabel = "ID", description = "the card by its id, when it is not at hand")
    private @Nullable String cardId;

    @Mixin
    private CardChoice choice = new CardChoice();

    @Mixin
    private BankOptions banks = new BankOptions();

    private final String state;
    private final String done;

    BlockCommand(String state, String done) {
        this.state = state;
        this.done = done;
    }

    @Override
    public Integer call() {
        String id = CardId.of(Objects.requireNonNull(spec), cardId, card, choice, banks);
        OperatorBank bank = banks.bank(Secrets.ofThisProcess());
        bank.put("cards/" + id + "/state", Map.of("state", state));
        Printed.on(spec, bank.name() + " " + done + " card " + id + ".");
        return 0;
    }

    /** Nobody can pay with the card from now on. */
    @Command(
            name = "block",
            description = "Blocks a card at its bank: nobody can pay with it from now on.",
            footer = {
                "",
                "Examples:",
                "  ./furikomi card block --bank minato taro",
                "  ./furikomi card block --bank MNTOJPJT --card-id Zk3…"
            })
    static final class Block extends BlockCommand {
        Block() {
            super("blocked", "blocked");
        }
    }

    /** The card serves again, with five attempts. */
    @Command(
            name = "unblock",
            description = "Unblocks a card at its bank; five passwords may be tried again."
                    + " (A PIN that the card itself blocked is another matter: the card's PUK.)",
            footer = {"", "Example:", "  ./furikomi card unblock --bank minato shiro-blocked"})
    static final class Unblock extends BlockCommand {
        Unblock() {
            super("active", "unblocked");
        }
    }
}
