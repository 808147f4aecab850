package dev.furikomi.bridge.development;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Dialogue;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.SessionView;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The terminal dialogue as lines: a question goes out with what a person must see, its answer comes in. */
final class StreamDialogue implements Dialogue {
    private final Consumer<Map<String, Object>> out;
    private @Nullable SessionView view;
    private @Nullable CompletableFuture<Password> password;
    private @Nullable CompletableFuture<Boolean> acceptance;

    StreamDialogue(Consumer<Map<String, Object>> out) {
        this.out = out;
    }

    synchronized void about(SessionView opened) {
        view = opened;
    }

    /** False when nothing of the kind was asked. A password that is not text is the person's no. */
    synchronized boolean answered(String question, JsonNode value) {
        if (question.equals("password") && password != null) {
            CompletableFuture<Password> asked = password;
            password = null;
            return value.isTextual() ? asked.complete(typed(value.asText())) : asked.cancel(false);
        }
        if (question.equals("accept") && acceptance != null) {
            CompletableFuture<Boolean> asked = acceptance;
            acceptance = null;
            return asked.complete(value.asBoolean(false));
        }
        return false;
    }

    @Override
    public synchronized CompletableFuture<Password> askPassword() {
        CompletableFuture<Password> asked = new CompletableFuture<>();
        password = asked;
        out.accept(question("password"));
        return asked;
    }

    @Override
    public synchronized CompletableFuture<Boolean> askAcceptance(Consent consent) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        acceptance = asked;
        Map<String, Object> question = question("accept");
        question.put("label", consent.wire());
        out.accept(question);
        return asked;
    }

    private Map<String, Object> question(String name) {
        SessionView shown = java.util.Objects.requireNonNull(view, "Nothing is asked before a session is open.");
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("dialogue", name);
        question.put(
                "bank", Map.of("bic", shown.bank().bic(), "name", shown.bank().name()));
        question.put("creditor", shown.transfer().creditor());
        question.put("instructedAmount", shown.transfer().instructedAmount());
        question.put("orderNumber", shown.transfer().orderNumber());
        return question;
    }

    private static Password typed(String text) {
        try {
            return Password.ofUtf8(text.getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("Text always has a UTF-8 form.", e);
        }
    }

    @Override
    public void card(CardState state) {
        out.accept(Map.of("event", "card", "state", state.wire()));
    }

    /** A program needs no words meanwhile. */
    @Override
    public void show(Step step) {}

    /** The next call's error says it. */
    @Override
    public void ended(RefusalCode code) {}

    @Override
    public void closed(Closing closing) {}

    /** The end of standard input cancels the session, so that as long as it lives somebody is there. */
    @Override
    public boolean attended() {
        return true;
    }
}
