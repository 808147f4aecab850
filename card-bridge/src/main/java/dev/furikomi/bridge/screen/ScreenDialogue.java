package dev.furikomi.bridge.screen;

import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Dialogue;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.SessionView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The dialogue as messages to a screen of the bridge, and the questions that the screen answers. */
public final class ScreenDialogue implements Dialogue {
    private final Transport transport;
    private @Nullable CompletableFuture<Password> password;
    private @Nullable CompletableFuture<Boolean> acceptance;

    public ScreenDialogue(Transport transport) {
        this.transport = transport;
    }

    /** What the screen and the bank's page learn when a session was opened. */
    public static Map<String, Object> opened(SessionView view, String version) {
        Map<String, Object> opened = new LinkedHashMap<>();
        opened.put("sid", view.sid());
        opened.put("bridge", version);
        opened.put("bank", view.bank());
        opened.put("transfer", view.transfer());
        return opened;
    }

    /** Passes the answer to a call on to the bank's page. */
    public void answered(int id, Answer answer) {
        Map<String, Object> message = answer.fold(
                granted -> message("result", "result", granted.result()),
                refused ->
                        message("error", "error", Map.of("code", refused.code().wire(), "message", refused.message())));
        message.put("id", id);
        transport.tell(message);
    }

    /** False when no password is asked for. */
    public synchronized boolean typed(Password typed) {
        CompletableFuture<Password> asked = password;
        password = null;
        return asked != null && asked.complete(typed);
    }

    /** False when no acceptance is asked for. */
    public synchronized boolean decided(boolean accepted) {
        CompletableFuture<Boolean> asked = acceptance;
        acceptance = null;
        return asked != null && asked.complete(accepted);
    }

    @Override
    public void show(Step step) {
        transport.tell(message("display", "display", step.wire()));
    }

    @Override
    public void card(CardState state) {
        transport.tell(message("card", "state", state.wire()));
    }

    @Override
    public synchronized CompletableFuture<Password> askPassword() {
        CompletableFuture<Password> asked = new CompletableFuture<>();
        password = asked;
        transport.tell(message("display", "display", "password"));
        return asked;
    }

    @Override
    public synchronized CompletableFuture<Boolean> askAcceptance(Consent consent) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        acceptance = asked;
        Map<String, Object> message = message("display", "display", "accept");
        message.put("label", consent.wire());
        transport.tell(message);
        return asked;
    }

    @Override
    public void ended(RefusalCode code) {
        Map<String, Object> message = message("over", "display", "ended");
        message.put("code", code.wire());
        tellLast(message);
    }

    @Override
    public void closed(Closing closing) {
        Map<String, Object> message = message("over", "display", "closed");
        message.put("outcome", closing.outcome());
        if (closing.reason() != null) {
            message.put("reason", closing.reason());
        }
        tellLast(message);
    }

    @Override
    public boolean attended() {
        return transport.attended();
    }

    /** The questions die with the session, so that a late answer is refused rather than kept. */
    private synchronized void tellLast(Map<String, Object> message) {
        password = null;
        acceptance = null;
        transport.tell(message);
    }

    private static Map<String, Object> message(String kind, String name, Object value) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", kind);
        message.put(name, value);
        return message;
    }

    /** The way to the screen. A message of kind {@code over} is the last one. */
    public interface Transport {
        void tell(Map<String, Object> message);

        /** False once no screen listens any more. */
        boolean attended();
    }
}
