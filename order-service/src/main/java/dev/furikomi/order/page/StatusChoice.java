package dev.furikomi.order.page;

/** A status that the list of orders can be narrowed to. */
record StatusChoice(String status, String text, boolean selected) {}
