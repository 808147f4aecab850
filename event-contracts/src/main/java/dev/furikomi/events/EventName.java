package dev.furikomi.events;

/** The events of the bus; the topic of an event is its name, a dot and the recipient. */
public enum EventName {
    PURCHASE("purchase", Purchase.class),
    TRANSFER_REQUEST("transfer-request", TransferRequest.class),
    TRANSFER_ACCEPTED("transfer-accepted", TransferAccepted.class),
    TRANSFER_COMPLETED("transfer-completed", TransferCompleted.class),
    TRANSFER_REJECTED("transfer-rejected", TransferRejected.class),
    WINDOW_CLOSED("window-closed", WindowClosed.class),
    ORDER_PAID("order-paid", OrderPaid.class),
    ORDER_SHIPPED("order-shipped", OrderShipped.class),
    ORDER_CANCELLED("order-cancelled", OrderCancelled.class),
    ORDER_EXPIRED("order-expired", OrderExpired.class);

    private final String wire;
    private final Class<? extends Record> dataType;

    EventName(String wire, Class<? extends Record> dataType) {
        this.wire = wire;
        this.dataType = dataType;
    }

    /** The name on the wire, which is also the CloudEvents {@code type}. */
    public String wire() {
        return wire;
    }

    public Class<? extends Record> dataType() {
        return dataType;
    }

    /** The topic that only this recipient may read. */
    public String topic(String recipient) {
        return wire + "." + recipient;
    }
}
