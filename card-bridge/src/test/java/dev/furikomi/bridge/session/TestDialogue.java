package dev.furikomi.bridge.session;

import dev.furikomi.card.token.SigningLabel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person who answers as a test says, and everything that was shown to them. */
final class TestDialogue implements Dialogue {
    final List<String> shown = new CopyOnWriteArrayList<>();
    volatile String password = "correct horse";
    volatile Boolean accepts = true;
    volatile boolean attended = true;
    volatile Integer choice = 0;
    volatile boolean dares = true;
    volatile Language language = Language.ENGLISH;
    private volatile CompletableFuture<Pin> waiting;
    final Queue<String> pins = new ConcurrentLinkedQueue<>();
    volatile Runnable beforePassword = () -> {};
    volatile Runnable beforeAcceptance = () -> {};

    @Override
    public void show(Step step) {
        shown.add(step.wire());
    }

    @Override
    public void card(CardState state) {
        shown.add("card " + state.wire());
    }

    /** Null: thinks it over for ever. */
    @Override
    public CompletableFuture<Password> askPassword() {
        shown.add("password");
        beforePassword.run();
        if (password == null) {
            return new CompletableFuture<>();
        }
        try {
            return CompletableFuture.completedFuture(Password.ofUtf8(password.getBytes(StandardCharsets.UTF_8)));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletableFuture<Boolean> askAcceptance(Consent consent) {
        shown.add(consent.wire());
        beforeAcceptance.run();
        return accepts == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(accepts);
    }

    @Override
    public CompletableFuture<Integer> askCard(List<CardChoice> choices) {
        choices.forEach(choice -> shown.add("choice " + choice.reader() + (choice.expired() ? " expired" : "")));
        return choice == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(choice);
    }

    /** Types the PINs one after the other; thinks it over for ever when there is none left. */
    @Override
    public CompletableFuture<Pin> askPin(PinQuestion question) {
        shown.add("pin " + question.wire());
        String typed = pins.poll();
        waiting = new CompletableFuture<>();
        if (typed != null) {
            typePin(typed);
        }
        return waiting;
    }

    void typePin(String typed) {
        waiting.complete(Pin.of(typed.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public CompletableFuture<Boolean> askLastTry(SigningLabel label) {
        shown.add("last-try");
        return CompletableFuture.completedFuture(dares);
    }

    @Override
    public void pinOnReader(PinQuestion question) {
        shown.add("pin-on-reader " + question.wire());
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public void ended(RefusalCode code) {
        shown.add("ended " + code.wire());
    }

    @Override
    public void closed(Closing closing) {
        shown.add("closed " + closing.outcome() + (closing.reason() == null ? "" : " " + closing.reason()));
    }

    @Override
    public boolean attended() {
        return attended;
    }
}
