package dev.furikomi.bridge.development;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.bridge.session.CardChoice;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Dialogue;
import dev.furikomi.bridge.session.Language;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.Pin;
import dev.furikomi.bridge.session.PinQuestion;
import dev.furikomi.bridge.session.Question;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.Secret;
import dev.furikomi.bridge.session.SessionView;
import dev.furikomi.card.token.SigningLabel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The terminal dialogue as lines: a question goes out with what a person must see, its answer comes in. */
final class StreamDialogue implements Dialogue {
    private final Consumer<Map<String, Object>> out;
    private final Language language;
    private @Nullable SessionView view;
    private final Question<Password> password = new Question<>();
    private final Question<Boolean> acceptance = new Question<>();
    private final Question<Integer> card = new Question<>();
    private final Question<Pin> pin = new Question<>();
    private final Question<Boolean> lastTry = new Question<>();

    StreamDialogue(Consumer<Map<String, Object>> out, Language language) {
        this.out = out;
        this.language = language;
    }

    synchronized void about(SessionView opened) {
        view = opened;
    }

    /** False when nothing of the kind was asked. A password or PIN that is not text is the person's no. */
    boolean answered(String question, JsonNode value) {
        return switch (question) {
            case "password" -> answered(password, value, StreamDialogue::password);
            case "pin" -> answered(pin, value, text -> Pin.of(text.getBytes(StandardCharsets.UTF_8)));
            case "accept" -> acceptance.answer(value.asBoolean(false));
            case "last-try" -> lastTry.answer(value.asBoolean(false));
            case "card" -> value.isInt() ? card.answer(value.asInt()) : card.decline();
            default -> false;
        };
    }

    private static <S extends Secret> boolean answered(Question<S> asked, JsonNode value, Function<String, S> typed) {
        if (!value.isTextual()) {
            return asked.decline();
        }
        S secret = typed.apply(value.asText());
        boolean wasAsked = asked.answer(secret);
        if (!wasAsked) {
            secret.close();
        }
        return wasAsked;
    }

    @Override
    public CompletableFuture<Password> askPassword() {
        CompletableFuture<Password> asked = password.ask();
        out.accept(question("password"));
        return asked;
    }

    @Override
    public CompletableFuture<Boolean> askAcceptance(Consent consent) {
        CompletableFuture<Boolean> asked = acceptance.ask();
        Map<String, Object> question = question("accept");
        question.put("label", consent.wire());
        out.accept(question);
        return asked;
    }

    @Override
    public CompletableFuture<Integer> askCard(List<CardChoice> choices) {
        CompletableFuture<Integer> asked = card.ask();
        Map<String, Object> question = question("card");
        question.put("cards", choices.stream().map(CardChoice::wire).toList());
        out.accept(question);
        return asked;
    }

    @Override
    public CompletableFuture<Pin> askPin(PinQuestion about) {
        CompletableFuture<Pin> asked = pin.ask();
        Map<String, Object> question = question("pin");
        question.putAll(about.wire());
        out.accept(question);
        return asked;
    }

    @Override
    public CompletableFuture<Boolean> askLastTry(SigningLabel label) {
        CompletableFuture<Boolean> asked = lastTry.ask();
        Map<String, Object> question = question("last-try");
        question.put("label", PinQuestion.wire(label));
        out.accept(question);
        return asked;
    }

    @Override
    public void pinOnReader(PinQuestion about) {
        Map<String, Object> notice = question("pin-on-reader");
        notice.putAll(about.wire());
        out.accept(notice);
    }

    private synchronized Map<String, Object> question(String name) {
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

    private static Password password(String text) {
        try {
            return Password.ofUtf8(text.getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("Text always has a UTF-8 form.", e);
        }
    }

    @Override
    public Language language() {
        return language;
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
