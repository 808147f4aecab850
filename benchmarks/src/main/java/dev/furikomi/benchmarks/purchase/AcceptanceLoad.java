package dev.furikomi.benchmarks.purchase;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;

/**
 * Sends prepared acceptances and waits until the {@code transfer-completed} of each is visible on Kafka. A refused call or
 * a missing event fails the load with what was said.
 */
final class AcceptanceLoad {

    private static final int EVENT_PATIENCE_SECONDS = 60;

    private final Http http;
    private final int bankPort;
    private final Arrivals completed;

    AcceptanceLoad(Http http, int bankPort, Arrivals completed) {
        this.http = http;
        this.bankPort = bankPort;
        this.completed = completed;
    }

    /**
     * One acceptance, in nanoseconds of {@link System#nanoTime}.
     *
     * @param intended when it was to be sent
     * @param answered when the bank's answer was there
     * @param completedAtOnce whether the answer said that the transfer is completed, not only accepted
     * @param visible when the event was visible on Kafka
     */
    record Sample(long intended, long answered, boolean completedAtOnce, long visible) {}

    /** Always so many in flight. */
    List<Sample> closed(List<Acceptance> acceptances, int inFlight) {
        Sending sending = new Sending(acceptances);
        for (int i = 0; i < Math.min(inFlight, acceptances.size()); i++) {
            sending.nextWhenAnswered();
        }
        return sending.samples();
    }

    /**
     * Each at its time, however long the earlier ones take.
     *
     * @param offsets nanoseconds from the start to the n-th acceptance, rising
     */
    List<Sample> open(List<Acceptance> acceptances, LongUnaryOperator offsets) {
        Sending sending = new Sending(acceptances);
        OpenLoop.run(acceptances.size(), offsets::applyAsLong, () -> !sending.failed(), sending::send);
        return sending.samples();
    }

    /** The state of one run. */
    private final class Sending {

        private final List<Acceptance> acceptances;
        private final AtomicInteger next = new AtomicInteger();
        private final List<CompletableFuture<Sample>> samples;
        private final CompletableFuture<Void> failure = new CompletableFuture<>();

        Sending(List<Acceptance> acceptances) {
            this.acceptances = acceptances;
            this.samples = new ArrayList<>(acceptances.size());
            for (int i = 0; i < acceptances.size(); i++) {
                samples.add(new CompletableFuture<>());
            }
        }

        boolean failed() {
            return failure.isDone();
        }

        void nextWhenAnswered() {
            int index = next.getAndIncrement();
            if (index < acceptances.size() && !failed()) {
                send(index, System.nanoTime()).thenRun(this::nextWhenAnswered);
            }
        }

        CompletableFuture<Void> send(int index, long intended) {
            Acceptance acceptance = acceptances.get(index);
            CompletableFuture<Long> visible =
                    completed.of(acceptance.transferId().toString());
            CompletableFuture<Void> answered = http.send(
                            HttpMethod.POST,
                            bankPort,
                            acceptance.path(),
                            Map.of(
                                    "Cookie",
                                    acceptance.cookie(),
                                    "Accept",
                                    "application/json, application/problem+json"),
                            acceptance.body())
                    .thenAccept(answer -> {
                        long now = System.nanoTime();
                        boolean atOnce = isCompleted(answer);
                        visible.thenAccept(at -> samples.get(index).complete(new Sample(intended, now, atOnce, at)));
                    });
            answered.exceptionally(refused -> {
                failure.completeExceptionally(refused);
                return null;
            });
            return answered;
        }

        private static boolean isCompleted(Http.Answer answer) {
            boolean atOnce = answer.body().contains("\"status\":\"COMPLETED\"");
            if (answer.status() != 200 || !atOnce && !answer.body().contains("\"status\":\"ACCEPTED\"")) {
                throw Caller.refused("the bank", "an acceptance", answer);
            }
            return atOnce;
        }

        List<Sample> samples() {
            CompletableFuture<Void> all = CompletableFuture.allOf(samples.toArray(CompletableFuture[]::new));
            try {
                CompletableFuture.anyOf(all, failure).get(EVENT_PATIENCE_SECONDS, TimeUnit.SECONDS);
                return samples.stream().map(CompletableFuture::join).toList();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (TimeoutException e) {
                throw new RefusedException(
                        samples.stream().filter(each -> !each.isDone()).count() + " of "
                                + samples.size() + " acceptances were not completed on Kafka after "
                                + EVENT_PATIENCE_SECONDS
                                + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
