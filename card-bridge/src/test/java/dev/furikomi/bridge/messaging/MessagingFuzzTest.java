package dev.furikomi.bridge.messaging;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.furikomi.bridge.session.CountingDesk;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.bridge.session.Waits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;

/** What comes in on the host's standard input: it is refused or answered in frames, and no card is touched. */
class MessagingFuzzTest {

    private static final TestBank BANK = new TestBank();

    @FuzzTest(maxDuration = "30s")
    void takesFramesUntilTheEndOfWhatComes(byte[] stream) throws IOException {
        Frames frames = new Frames(new ByteArrayInputStream(stream), new ByteArrayOutputStream());
        int taken = 0;
        for (Frames.Frame frame = frames.next(); !(frame instanceof Frames.Frame.End); frame = frames.next()) {
            if (frame instanceof Frames.Frame.Whole whole && whole.content().length > Frames.LENGTH_MAX) {
                throw new AssertionError("a frame is bounded");
            }
            if (++taken > stream.length) {
                throw new AssertionError("more frames than bytes");
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void answersAnyMessagesAndTouchesNoCard(FuzzedDataProvider browser) throws Exception {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        for (int messages = 0; messages < 6 && browser.remainingBytes() > 0; messages++) {
            byte[] message = browser.consumeBytes(browser.consumeInt(0, 400));
            in.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.nativeOrder())
                    .putInt(message.length)
                    .array());
            in.writeBytes(message);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CountingDesk desk = new CountingDesk();
        Sessions sessions = new Sessions(BANK.list(), desk, Clock.systemUTC(), Waits.DEFAULT, "0");

        new ExtensionPort(new Frames(new ByteArrayInputStream(in.toByteArray()), out), BANK.list(), sessions).carry();

        if (desk.looks() > 0) {
            throw new AssertionError("a reader was looked at without a bank's request");
        }
        Frames answers = new Frames(new ByteArrayInputStream(out.toByteArray()), new ByteArrayOutputStream());
        for (Frames.Frame frame = answers.next(); !(frame instanceof Frames.Frame.End); frame = answers.next()) {
            if (!(frame instanceof Frames.Frame.Whole whole)
                    || Message.read(whole.content()).isEmpty()) {
                throw new AssertionError("an answer is a frame with one JSON object");
            }
        }
    }
}
