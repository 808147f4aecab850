package dev.furikomi.bridge.screen;

import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.CardChoice;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Dialogue;
import dev.furikomi.bridge.session.Language;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.Pin;
import dev.furikomi.bridge.session.PinQuestion;
import dev.furikomi.bridge.session.Question;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.SessionView;
import dev.furikomi.card.token.SigningLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The dialogue as messages to a screen of the bridge, and the questions that the screen answers. */
public final class ScreenDialogue implements Dialogue {
    private final Transport transport;
    private final Question<Password> password = new Question<>();
    private final Question<Boolean> acceptance = new Question<>();
    private final Question<Integer> card = new Question<>();
    private final Question<Pin> pin = new Question<>();
    private final Question<Boolean> lastTry = new Question<>();
    private volatile Language language = Language.ENGLISH;

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

    /** What the screen speaks from now on; false when that is no language of the bridge's. */
    public boolean speaks(@Nullable String tag) {
        Optional<Language> spoken = Language.of(tag);
        spoken.ifPresent(each -> language = each);
        return spoken.isPresent();
    }

    /** False when no password is asked for. */
    public boolean typed(Password typed) {
        return password.answer(typed);
    }

    /** False when no PIN is asked for. */
    public boolean typed(Pin typed) {
        return pin.answer(typed);
    }

    /** False when no acceptance is asked for. */
    public boolean decided(boolean accepted) {
        return acceptance.answer(accepted);
    }

    /** False when no card is to be chosen. */
    public boolean chosen(int place) {
        return card.answer(place);
    }

    /** False when nobody asked whether the last try may be used. */
    public boolean confirmed(boolean yes) {
        return lastTry.answer(yes);
    }

    @Override
    public void show(Step step) {
        transport.tell(display(step.wire()));
    }

    @Override
    public void card(CardState state) {
        transport.tell(message("card", "state", state.wire()));
    }

    @Override
    public CompletableFuture<Password> askPassword() {
        CompletableFuture<Password> asked = password.ask();
        transport.tell(display("password"));
        return asked;
    }

    @Override
    public CompletableFuture<Boolean> askAcceptance(Consent consent) {
        CompletableFuture<Boolean> asked = acceptance.ask();
        Map<String, Object> message = display("accept");
        message.put("label", consent.wire());
        transport.tell(message);
        return asked;
    }

    @Override
    public CompletableFuture<Integer> askCard(List<CardChoice> choices) {
        CompletableFuture<Integer> asked = card.ask();
        Map<String, Object> message = display("choose-card");
        message.put("cards", choices.stream().map(CardChoice::wire).toList());
        transport.tell(message);
        return asked;
    }

    @Override
    public CompletableFuture<Pin> askPin(PinQuestion question) {
        CompletableFuture<Pin> asked = pin.ask();
        Map<String, Object> message = display("pin");
        message.putAll(question.wire());
        transport.tell(message);
        return asked;
    }

    @Override
    public CompletableFuture<Boolean> askLastTry(SigningLabel label) {
        CompletableFuture<Boolean> asked = lastTry.ask();
        Map<String, Object> message = display("pin-last-try");
        message.put("label", PinQuestion.wire(label));
        transport.tell(message);
        return asked;
    }

    @Override
    public void pinOnReader(PinQuestion question) {
        Map<String, Object> message = display("pin-on-reader");
        message.putAll(question.wire());
        transport.tell(message);
    }

    @Override
    public Language language() {
        return language;
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
    private void tellLast(Map<String, Object> message) {
        List.of(password, acceptance, card, pin, lastTry).forEach(Question::drop);
        transport.tell(message);
    }

    private static Map<String, Object> display(String display) {
        return message("display", "display", display);
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
