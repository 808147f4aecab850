package dev.furikomi.events;

/** A party to a transfer: name, BIC of its bank (ISO 9362) and account number there. */
public record Party(String name, String agent, String account) {}
