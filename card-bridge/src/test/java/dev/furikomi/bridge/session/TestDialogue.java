package dev.furikomi.bridge.session;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person who answers as a test says, and everything that was shown to them. */
final class TestDialogue implements Dialogue {
    final List<String> shown = new CopyOnWriteArrayList<>();
    volatile String password = "correct horse";
    volatile Boolean accepts = true;
    volatile boolean attended = true;
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
