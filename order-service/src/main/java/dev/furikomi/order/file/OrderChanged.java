package dev.furikomi.order.file;

/** An order has a new version; fired in this process after the commit. */
public record OrderChanged(String orderNumber) {}
