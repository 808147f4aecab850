package dev.furikomi.events;

/** The data of an event is not of the event's shape. */
public final class MalformedEventException extends Exception {

    MalformedEventException(String type) {
        super("The data is not a well-formed " + type + ".");
    }
}
