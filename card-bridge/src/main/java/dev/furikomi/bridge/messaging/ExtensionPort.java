package dev.furikomi.bridge.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.messaging.Frames.Frame;
import dev.furikomi.bridge.screen.ScreenDialogue;
import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.Call;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.Pin;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.Session;
import dev.furikomi.bridge.session.SessionView;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The port between the extension and this process, for one session: as long as the browser keeps it open somebody is
 * there, and when it closes the session is cancelled and the card is let go.
 */
final class ExtensionPort implements ScreenDialogue.Transport {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A card's deadline and a little more. */
    private static final Duration LETTING_GO = Duration.ofSeconds(20);

    /** Larger ones would leave a frame no room for the rest; the window does without. */
    private static final int ICON_LENGTH_MAX = Frames.LENGTH_MAX / 2;

    private final Frames frames;
    private final BankList banks;
    private final Sessions sessions;
    private final ScreenDialogue dialogue = new ScreenDialogue(this);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean open = true;
    private @Nullable Session session;

    ExtensionPort(Frames frames, BankList banks, Sessions sessions) {
        this.frames = frames;
        this.banks = banks;
        this.sessions = sessions;
    }

    /** Carries messages until the browser closes the port. */
    void carry() throws InterruptedException {
        try {
            for (Frame frame = frames.next(); !(frame instanceof Frame.End); frame = frames.next()) {
                take(frame);
            }
        } catch (IOException broken) {
            // As good as closed.
        } finally {
            open = false;
            letGo();
        }
    }

    private void letGo() throws InterruptedException {
        Session opened = session;
        if (opened != null) {
            opened.cancel();
            over.await(LETTING_GO.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take(Frame frame) {
        if (!(frame instanceof Frame.Whole whole)) {
            refuse("A message has at most 64 KiB.");
            return;
        }
        try {
            Message.read(whole.content()).ifPresentOrElse(this::take, () -> refuse("A message is one JSON object."));
        } finally {
            Arrays.fill(whole.content(), (byte) 0); // It may have held the password.
        }
    }

    private void take(Message message) {
        switch (message.text("answer")) {
            case "password" -> typed(message);
            case "pin" -> pin(message);
            case "acceptance" ->
                answered(dialogue.decided(message.fields().path("value").asBoolean(false)));
            case "card" ->
                answered(dialogue.chosen(message.fields().path("value").asInt(-1)));
            case "confirmation" ->
                answered(dialogue.confirmed(message.fields().path("value").asBoolean(false)));
            case "language" -> language(message);
            default -> call(message);
        }
    }

    private void language(Message message) {
        if (!dialogue.speaks(message.textOrNull("value"))) {
            refuse("The bridge does not speak that.");
        }
    }

    private void typed(Message message) {
        byte[] utf8 = message.typed();
        if (utf8 == null) {
            refuse("A password is typed.");
            return;
        }
        try {
            Password password = Password.ofUtf8(utf8);
            if (!dialogue.typed(password)) {
                password.close();
                refuse("Nothing of the kind was asked.");
            }
        } catch (CharacterCodingException e) {
            refuse("The password is not UTF-8.");
        }
    }

    private void pin(Message message) {
        byte[] utf8 = message.typed();
        if (utf8 == null) {
            refuse("A PIN is typed.");
            return;
        }
        Pin pin = Pin.of(utf8);
        boolean asked = dialogue.typed(pin);
        if (!asked) {
            pin.close();
        }
        answered(asked);
    }

    private void answered(boolean asked) {
        if (!asked) {
            refuse("Nothing of the kind was asked.");
        }
    }

    private void call(Message message) {
        String name = message.text("call");
        Session opened = session;
        if (name.equals("origins")) {
            tell(Map.of("kind", "origins", "origins", origins(), "bridge", sessions.version()));
        } else if (name.equals("open")) {
            open(message);
        } else if (opened == null) {
            refuse("No session is open.");
        } else if (name.equals("cancel")) {
            opened.cancel();
        } else {
            call(message, opened, Call.of(name));
        }
    }

    private void call(Message message, Session opened, Optional<Call> call) {
        int id = message.fields().path("id").asInt();
        if (call.isEmpty()) {
            refuse("There is no such call.");
            return;
        }
        Closing closing = Closing.of(message.textOrNull("outcome"), message.textOrNull("reason"));
        opened.call(call.get(), closing, answer -> dialogue.answered(id, answer));
    }

    /** A process serves one session: a window that wants another one starts another process. */
    private void open(Message message) {
        if (session != null) {
            refused(new Answer.Refused(RefusalCode.BUSY, "This process has its session."));
            return;
        }
        dialogue.speaks(message.textOrNull("language"));
        sessions.open(message.text("origin"), message.text("sessionRequest"), dialogue)
                .fold(
                        opened -> {
                            session = opened.session();
                            tellOpened(opened.session().view());
                            return opened;
                        },
                        refusal -> {
                            refused(refusal);
                            return refusal;
                        });
    }

    private void tellOpened(SessionView view) {
        Map<String, Object> opened = ScreenDialogue.opened(view, sessions.version());
        SessionView.Bank bank = view.bank();
        if (bank.icon().length() > ICON_LENGTH_MAX) {
            opened.put("bank", new SessionView.Bank(bank.bic(), bank.name(), "", bank.origin()));
        }
        opened.put("kind", "opened");
        tell(opened);
    }

    /** The pages that the extension serves at all: those of the verified list's banks. */
    private List<String> origins() {
        return banks.banks().stream()
                .map(Bank::origins)
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private void refuse(String message) {
        refused(new Answer.Refused(RefusalCode.REQUEST_INVALID, message));
    }

    private void refused(Answer.Refused refusal) {
        tell(Map.of("kind", "refused", "error", Map.of("code", refusal.code().wire(), "message", refusal.message())));
    }

    @Override
    public void tell(Map<String, Object> message) {
        try {
            if (open && !frames.send(JSON.writeValueAsBytes(message))) {
                frames.send(JSON.writeValueAsBytes(Map.of(
                        "kind",
                        "refused",
                        "error",
                        Map.of("code", RefusalCode.BRIDGE_ERROR.wire(), "message", "A message is too long."))));
            }
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException("A message that cannot be written is a defect.", defect);
        } catch (IOException broken) {
            open = false; // The end of standard input follows.
        } finally {
            if ("over".equals(message.get("kind"))) {
                over.countDown();
            }
        }
    }

    @Override
    public boolean attended() {
        return open;
    }
}
