package dev.furikomi.card.piv;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.certificate.CertificateProfile;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.smartcardio.ResponseAPDU;

/** A card that answers anything at all: each step of a session still ends in an outcome. */
class PivFuzzTest {

    private static final byte[] SELECTED = {(byte) 0x90, 0x00};

    @FuzzTest(maxDuration = "60s")
    void endsEachStepInAnOutcomeWhateverTheCardAnswers(FuzzedDataProvider card) {
        boolean[] selected = {false};
        CardConnection connection = command -> {
            if (!selected[0] && card.consumeBoolean()) {
                return new ResponseAPDU(SELECTED);
            }
            byte[] data = card.consumeBytes(card.consumeInt(0, 600));
            byte[] answer = Arrays.copyOf(data, data.length + 2);
            int status = card.pickValue(new int[] {0x9000, 0x9000, 0x9000, 0x6104, 0x6982, 0x63C1, 0x6983, 0x6C04, -1});
            int word = status < 0 ? card.consumeInt(0, 0xFFFF) : status;
            answer[data.length] = (byte) (word >>> 8);
            answer[data.length + 1] = (byte) word;
            return new ResponseAPDU(answer);
        };
        PivOutcome<PivSession> begun = PivSession.select(connection);
        selected[0] = true;
        if (begun instanceof PivOutcome.Answered<PivSession> answered) {
            PivSession session = answered.value();
            PivSlot slot = card.pickValue(PivSlot.values());
            SignatureAlgorithm algorithm = card.pickValue(SignatureAlgorithm.values());
            Objects.requireNonNull(session.discovery());
            Objects.requireNonNull(session.certificate(slot));
            Objects.requireNonNull(session.pinStatus());
            Objects.requireNonNull(session.verifyPin("123456".getBytes(StandardCharsets.US_ASCII)));
            byte[] digest = algorithm.digest(new byte[1]);
            Objects.requireNonNull(session.sign(slot, algorithm, digest));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void unpacksNoCertificateObjectToMoreThanACertificate(byte[] content) throws MalformedTlvException {
        DataObject container = DataObject.of(Piv.TAG_DISCRETIONARY_DATA, truncated(content));
        try {
            Optional<byte[]> certificate = CertificateObject.certificate(container);
            if (certificate.isPresent() && certificate.get().length > longest(container)) {
                throw new AssertionError("longer than a certificate");
            }
        } catch (MalformedTlvException named) {
            // Not the parts of a certificate object.
        }
    }

    @FuzzTest(maxDuration = "30s")
    void readsASignatureOrNone(byte[] der) {
        require(EcdsaSignature.toConcatenated(SignatureAlgorithm.ES256, der), 64);
        require(EcdsaSignature.toConcatenated(SignatureAlgorithm.ES384, der), 96);
    }

    private static void require(Optional<byte[]> signature, int length) {
        if (signature.isPresent() && signature.get().length != length) {
            throw new AssertionError("a signature has two numbers of the curve's length");
        }
    }

    private static byte[] truncated(byte[] content) {
        return content.length > DataObject.LENGTH_MAX ? Arrays.copyOf(content, DataObject.LENGTH_MAX) : content;
    }

    /** A compressed one is bounded by the profile, a plain one by what the card sent. */
    private static int longest(DataObject container) throws MalformedTlvException {
        boolean compressed = container.part(Piv.TAG_CERTIFICATE_INFORMATION)[0] == Piv.CERTIFICATE_COMPRESSED;
        return compressed ? CertificateProfile.LENGTH_MAX : container.value().length;
    }
}
