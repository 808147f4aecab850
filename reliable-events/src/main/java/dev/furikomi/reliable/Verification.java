package dev.furikomi.reliable;

/** Whether an event is believed, or why not. */
sealed interface Verification<T> {

    record Believed<T>(ReceivedEvent<T> event) implements Verification<T> {}

    record Refused<T>(String reason) implements Verification<T> {}
}
