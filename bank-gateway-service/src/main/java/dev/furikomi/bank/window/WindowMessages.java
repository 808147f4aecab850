package dev.furikomi.bank.window;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the window's pages; they stand in {@code messages/bank_en.properties} and {@code bank_ja.properties}. */
@MessageBundle("bank")
public interface WindowMessages {

    @Message
    String title(String merchant);

    @Message
    String asks(String merchant);

    @Message
    String amount();

    @Message
    String payee();

    @Message
    String payeeAccount(String bank, String account);

    @Message
    String order();

    @Message
    String from();

    @Message
    String fromAccount(String bank);

    @Message
    String details();

    @Message
    String steps();

    @Message
    String stepCard();

    @Message
    String stepPassword();

    @Message
    String stepPin();

    @Message
    String stepAccept();

    @Message
    String stepDone();

    @Message
    String ready();

    @Message
    String readyHow();

    @Message
    String readyHowPin();

    @Message
    String readyPhone();

    @Message
    String needsScript();

    @Message
    String start();

    @Message
    String cancel();

    @Message
    String starting();

    @Message
    String startingHow();

    @Message
    String noBridge();

    @Message
    String noBridgeHow();

    @Message
    String popupBlocked();

    @Message
    String popupBlockedHow();

    @Message
    String install();

    @Message
    String launch();

    @Message
    String busy();

    @Message
    String busyHow();

    @Message
    String tryAgain();

    @Message
    String insert();

    @Message
    String insertHow();

    @Message
    String recognised();

    @Message
    String recognisedHow();

    @Message
    String recognisedHowPin();

    @Message
    String checking();

    @Message
    String checkingHow();

    @Message
    String accept();

    @Message
    String acceptHow();

    @Message
    String acceptHowPin();

    @Message
    String apply();

    @Message
    String applyHow();

    @Message
    String applyHowPin();

    @Message
    String pending();

    @Message
    String pendingHow();

    @Message
    String done();

    @Message
    String doneHow(String merchant);

    @Message
    String trouble();

    @Message
    String troubleHow();

    @Message
    String noReader();

    @Message
    String noReaderHow();

    @Message
    String offline();

    @Message
    String offlineHow();

    @Message
    String nothingMoved();

    @Message
    String nothingMovedAgain();

    @Message
    String back(String merchant);

    @Message
    String backPlain();

    @Message
    String closeThis();

    @Message
    String refusedTitle();

    @Message
    String notYours();

    @Message
    String notYoursHow();

    @Message
    String attempts(int left);

    @Message
    String attemptsNone();

    @Message
    String frontDoor();

    @Message
    String frontDoorHow();

    /** What happened, in plain words. */
    @Message
    String what(WindowReason reason);

    /** What to do now. */
    @Message
    String next(WindowReason reason);
}
