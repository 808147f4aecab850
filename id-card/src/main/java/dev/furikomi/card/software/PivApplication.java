package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.Piv;
import java.io.IOException;
import java.util.Arrays;

/** The PIV application: which command is whose. */
final class PivApplication {

    private static final int SELECT_BY_NAME = 0x04;

    /** The registered part: YubiKey's tools select with that alone. */
    private static final int AID_LENGTH_MIN = 5;

    private final CardMemory memory;
    private final SecurityStatus status = new SecurityStatus();
    private final ReferenceData referenceData;
    private final ManagementKeyCheck managementKey;
    private final KeyUse keys;
    private final CardObjects objects;
    private final YubiKeyCommands yubiKey;
    private boolean selected;

    PivApplication(CardMemory memory) {
        this.memory = memory;
        this.referenceData = new ReferenceData(memory, status);
        this.managementKey = new ManagementKeyCheck(memory, status);
        this.keys = new KeyUse(memory, status);
        this.objects = new CardObjects(memory, status);
        this.yubiKey = new YubiKeyCommands(memory);
    }

    void reset() {
        selected = false;
        status.reset();
        managementKey.forgetChallenges();
    }

    /** A command came that is not carried out; what had to follow immediately has not. */
    void interrupt() {
        status.takePinJustVerified();
        managementKey.forgetChallenges();
    }

    Answer answer(int instruction, int p1, int p2, byte[] data) {
        boolean pinJustVerified = status.takePinJustVerified();
        if (instruction != Instruction.GENERAL_AUTHENTICATE) {
            managementKey.forgetChallenges();
        }
        if (instruction == Instruction.SELECT) {
            return select(p1, p2, data);
        }
        if (!selected) {
            return Answer.of(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        }
        try {
            return switch (instruction) {
                case Instruction.GET_DATA -> objects.get(p1 << Byte.SIZE | p2, data);
                case Instruction.PUT_DATA -> objects.put(p1 << Byte.SIZE | p2, data);
                case Instruction.VERIFY -> referenceData.verify(p1, p2, data);
                case Instruction.CHANGE_REFERENCE_DATA -> referenceData.change(p1, p2, data);
                case Instruction.RESET_RETRY_COUNTER -> referenceData.resetRetryCounter(p1, p2, data);
                case Instruction.GENERAL_AUTHENTICATE -> generalAuthenticate(p1, p2, data, pinJustVerified);
                case Instruction.GENERATE_ASYMMETRIC_KEY_PAIR -> keys.generate(p1, p2, data);
                default -> yubiKeyCommand(instruction, p2);
            };
        } catch (IOException notReadOrWritten) {
            return Answer.of(StatusWord.MEMORY_FAILURE);
        }
    }

    /** Selecting again, or selecting what is not here, changes no security status (SP 800-73-5 part 2, 3.1.1). */
    private Answer select(int p1, int p2, byte[] name) {
        if (p1 != SELECT_BY_NAME || p2 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        byte[] own = Piv.applicationIdentifier();
        boolean isPiv = name.length >= AID_LENGTH_MIN
                && name.length <= own.length
                && Arrays.equals(name, Arrays.copyOf(own, name.length));
        if (!isPiv) {
            return Answer.of(StatusWord.FILE_NOT_FOUND);
        }
        selected = true;
        DataObject template = DataObject.of(
                Piv.TAG_APPLICATION_PROPERTY_TEMPLATE,
                DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Arrays.copyOfRange(own, 5, own.length)),
                DataObject.of(
                        Piv.TAG_COEXISTENT_TAG_ALLOCATION,
                        DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Arrays.copyOf(own, 5))));
        return new Answer(template.toBytes(), StatusWord.NO_ERROR);
    }

    private Answer generalAuthenticate(int algorithm, int keyReference, byte[] data, boolean pinJustVerified) {
        try {
            if (keyReference == Piv.MANAGEMENT_KEY_REFERENCE) {
                return managementKey.authenticate(algorithm, AuthenticationTemplate.read(data));
            }
            managementKey.forgetChallenges();
            return keys.respond(algorithm, keyReference, AuthenticationTemplate.read(data), pinJustVerified);
        } catch (MalformedTlvException malformed) {
            managementKey.forgetChallenges();
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    private Answer yubiKeyCommand(int instruction, int p2) throws IOException {
        if (!memory.content().yubiKey()) {
            return Answer.of(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        }
        return switch (instruction) {
            case Instruction.GET_VERSION -> yubiKey.version();
            case Instruction.GET_SERIAL -> yubiKey.serial();
            case Instruction.GET_METADATA -> yubiKey.metadata(p2);
            default -> Answer.of(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        };
    }
}
