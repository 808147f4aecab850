package dev.furikomi.reliable;

/** Names of CloudEvents 1.0 attributes in Kafka's binary mode (Kafka protocol binding, section 3.2). */
final class CloudEventHeaders {

    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String RECIPIENT = "ce_recipient";
    static final String SEQUENCE = "ce_sequence";
    static final String SIGNATURE = "ce_signature";
    static final String CONTENT_TYPE = "content-type";

    private CloudEventHeaders() {}
}
