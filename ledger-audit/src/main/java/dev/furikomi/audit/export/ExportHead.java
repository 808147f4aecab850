package dev.furikomi.audit.export;

/**
 * The first line of an export.
 *
 * @param ledger what the exporter calls it
 * @param takenAt ISO 8601
 */
public record ExportHead(String ledger, String takenAt, long accounts, long seals, long entries) {

    /** The format that is written here. */
    public static final String FORMAT = "furikomi-ledger-export/1";
}
