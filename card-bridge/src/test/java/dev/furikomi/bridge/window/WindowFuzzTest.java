package dev.furikomi.bridge.window;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.furikomi.bridge.session.CountingDesk;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.bridge.session.Waits;
import java.time.Clock;
import java.util.Optional;

/** Calls of some script that got past the window's guards: each is answered, and no card is touched. */
class WindowFuzzTest {

    private static final TestBank BANK = new TestBank();
    private static final String[] PATHS = {
        "/api/sessions", "/api/sessions/", "/api/sessions/x/calls", "/api/sessions/x/password", "/api/development/x"
    };

    @FuzzTest(maxDuration = "60s")
    void answersAnyCallAndTouchesNoCard(FuzzedDataProvider page) {
        CountingDesk desk = new CountingDesk();
        Sessions sessions = new Sessions(BANK.list(), desk, Clock.systemUTC(), Waits.DEFAULT, "0");
        WindowCalls calls = new WindowCalls(sessions, Clock.systemUTC(), "0", Optional.empty());
        String method = page.pickValue(new String[] {"POST", "GET", "PUT"});
        String path = page.consumeBoolean() ? page.pickValue(PATHS) : "/api/" + page.consumeString(40);
        String query = page.consumeBoolean() ? page.consumeString(40) : null;

        Reply reply = calls.answer(method, path, query, page.consumeRemainingAsBytes());

        if (reply.status() < 400 || reply.status() >= 500) {
            throw new AssertionError("without a bank's request every call is refused: " + reply.status());
        }
        if (desk.looks() > 0) {
            throw new AssertionError("a reader was looked at without a bank's request");
        }
    }
}
