package dev.furikomi.reliable;

/** The broker did not take an event; it stays in the outbox. */
final class SendFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String topic;

    SendFailedException(String topic, Exception cause) {
        super(topic + ": " + cause, cause);
        this.topic = topic;
    }

    String topic() {
        return topic;
    }
}
