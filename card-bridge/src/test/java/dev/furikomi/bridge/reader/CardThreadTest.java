package dev.furikomi.bridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CardThreadTest {
    private final AtomicInteger takenOver = new AtomicInteger();
    private final CardThread thread = new CardThread(takenOver::incrementAndGet);

    @AfterEach
    void end() {
        thread.close();
    }

    @Test
    void countsAThreadThatAnInterruptLeftBehindAndForgetsItWhenItIsBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        CompletableFuture<Trouble> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                thread.run(new Patience(Duration.ofSeconds(30), held -> true), turn -> {
                    begun.countDown();
                    awaitUninterruptibly(hanging);
                    return 0;
                });
            } catch (CardTroubleException e) {
                answer.complete(e.trouble());
            }
        });
        caller.start();
        begun.await();

        caller.interrupt();

        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Trouble.GIVEN_UP);
        assertThat(thread.leftBehind()).isEqualTo(1);
        assertThat(takenOver).hasValue(1);
        assertThat((int) thread.run(new Patience(Duration.ofSeconds(5), held -> true), turn -> 7))
                .isEqualTo(7);
        hanging.countDown();
        await().until(() -> thread.leftBehind() == 0);
    }

    /** As PC/SC blocks: no interrupt ends it. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Goes on waiting.
            }
        }
    }
}
