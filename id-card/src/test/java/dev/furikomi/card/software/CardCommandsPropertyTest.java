package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Goal: no sequence of commands gives a key, a try or a place on the card to someone who has not proven the right secret.
 * Method: random sequences against a fresh card; beside it a small model of what was proven, and the codes and counters read
 * from the file before and after each command.
 */
class CardCommandsPropertyTest {

    @Property(tries = 150)
    void noSequenceOfCommandsGivesAwayAKeyATryOrAPlace(@ForAll @Size(max = 60) List<CardAction> actions)
            throws IOException {
        Path directory = Files.createTempDirectory("card-commands");
        Path path = directory.resolve("a.card.json");
        try {
            SoftwareCardFile file = SoftwareCardFile.create(
                    path,
                    "A card",
                    CardSettings.standard().withPuk(CardAction.PUK_P).withTries(2));
            file.generateKey(PivSlot.AUTHENTICATION);
            file.generateKey(PivSlot.SIGNATURE);
            Run run = new Run(file);
            run.check(CardAction.SELECT);
            for (CardAction action : actions) {
                run.check(action);
            }
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory);
        }
    }

    /** A card and what was proven to it, in the test's own words. */
    private static final class Run {

        private final SoftwareCardFile file;
        private SoftwareCard card;
        private boolean selected;
        private boolean chainOpen;
        private boolean pin;
        private boolean pinByTheCommandBefore;
        private boolean managementKey;

        Run(SoftwareCardFile file) throws IOException {
            this.file = file;
            this.card = SoftwareCard.powerOn(file);
        }

        void check(CardAction action) throws IOException {
            CardContent before = file.read();
            boolean wasSelected = selected;
            boolean wasChainOpen = chainOpen;
            boolean hadPinJustBefore = pinByTheCommandBefore;
            pinByTheCommandBefore = false;
            chainOpen = action == CardAction.BEGIN_CHAIN;

            int statusWord = carryOut(action);

            CardContent after = file.read();
            checkCounters(action, before, after);
            boolean isPowerOrChain = action == CardAction.RESET
                    || action == CardAction.POWER_OFF_AND_ON
                    || action == CardAction.BEGIN_CHAIN;
            if (isPowerOrChain) {
                return;
            }
            if (wasChainOpen) {
                assertThat(statusWord).as("%s in a chain", action).isEqualTo(0x6883);
                assertThat(after.pin()).isEqualTo(before.pin());
                return;
            }
            boolean done = statusWord == 0x9000;
            switch (action) {
                case SIGN_9A -> assertThat(done).as("9A").isEqualTo(wasSelected && pin);
                case SIGN_9C -> assertThat(done).as("9C").isEqualTo(wasSelected && hadPinJustBefore);
                case SIGN_9E -> assertThat(done).as("9E").isEqualTo(wasSelected);
                case READ_PRINTED_INFORMATION ->
                    assertThat(statusWord == 0x6A82).as("5FC109").isEqualTo(wasSelected && pin);
                case GENERATE, PUT_DATA -> assertThat(done).as("%s", action).isEqualTo(wasSelected && managementKey);
                case AUTHENTICATE -> assertThat(done).as("9B").isEqualTo(wasSelected);
                case AUTHENTICATE_WITH_ANOTHER_KEY, LET_THE_CARD_ANSWER_ITS_CHALLENGE, ANSWER_WITHOUT_A_CHALLENGE ->
                    assertThat(done).as("%s", action).isFalse();
                default -> {}
            }
            note(action, done, wasSelected);
        }

        private static void checkCounters(CardAction action, CardContent before, CardContent after) {
            RetryCode puk = before.puk().orElseThrow();
            RetryCode pukAfter = after.puk().orElseThrow();
            boolean pinRight = action.pinTried.equals(before.pin().value());
            boolean pukRight = action.pukTried.equals(puk.value());
            boolean unblocks = action.name().startsWith("UNBLOCK") && pukRight && !puk.isBlocked();
            if (after.pin().triesLeft() > before.pin().triesLeft()) {
                assertThat(unblocks || pinRight && !before.pin().isBlocked())
                        .as("%s gave back a try of the PIN", action)
                        .isTrue();
            }
            if (pukAfter.triesLeft() > puk.triesLeft()) {
                assertThat(pukRight && !puk.isBlocked())
                        .as("%s gave back a try of the PUK", action)
                        .isTrue();
            }
            if (!after.pin().value().equals(before.pin().value())) {
                assertThat(unblocks || pinRight && !before.pin().isBlocked())
                        .as("%s changed the PIN", action)
                        .isTrue();
            }
            if (!pukAfter.value().equals(puk.value())) {
                assertThat(pukRight && !puk.isBlocked())
                        .as("%s changed the PUK", action)
                        .isTrue();
            }
        }

        private void note(CardAction action, boolean done, boolean wasSelected) {
            switch (action) {
                case SELECT -> selected = true;
                case VERIFY_A, VERIFY_B -> {
                    pin = done;
                    pinByTheCommandBefore = done;
                }
                case CHANGE_A_TO_B, CHANGE_B_TO_A -> pin = pin && done;
                case FORGET_PIN -> pin = false;
                case UNBLOCK_WITH_P, UNBLOCK_WITH_Q -> pin = pin && !done;
                case AUTHENTICATE, AUTHENTICATE_WITH_ANOTHER_KEY, ANSWER_WITHOUT_A_CHALLENGE ->
                    managementKey = wasSelected && done;
                default -> {}
            }
        }

        private int carryOut(CardAction action) throws IOException {
            return switch (action) {
                case RESET -> {
                    card.reset();
                    yield forgetAll();
                }
                case POWER_OFF_AND_ON -> {
                    card = SoftwareCard.powerOn(file);
                    yield forgetAll();
                }
                case AUTHENTICATE -> authenticate(action, 0);
                case AUTHENTICATE_WITH_ANOTHER_KEY -> authenticate(action, 1);
                case LET_THE_CARD_ANSWER_ITS_CHALLENGE -> reflect(action);
                default -> statusWord(send(action.command));
            };
        }

        private int forgetAll() {
            selected = false;
            pin = false;
            managementKey = false;
            chainOpen = false;
            return 0;
        }

        private int authenticate(CardAction action, int difference) throws IOException {
            byte[] challenge = send(action.command);
            if (statusWord(challenge) != 0x9000) {
                return statusWord(challenge);
            }
            byte[] response = file.read().managementKey().orElseThrow().encrypt(Arrays.copyOfRange(challenge, 4, 20));
            response[0] ^= (byte) difference;
            return statusWord(send("00870C9B147C128210" + HexFormat.of().formatHex(response) + "00"));
        }

        private int reflect(CardAction action) {
            byte[] challenge = send(action.command);
            if (statusWord(challenge) != 0x9000) {
                return statusWord(challenge);
            }
            String asked = HexFormat.of().formatHex(challenge, 4, 20);
            return statusWord(send("00870C9B167C1482008110" + asked + "00"));
        }

        private byte[] send(String command) {
            return card.transmit(HexFormat.of().parseHex(command)).orElseThrow();
        }

        private static int statusWord(byte[] answer) {
            return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
        }
    }
}
