package dev.furikomi.quickstart.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.furikomi.audit.Finding;
import dev.furikomi.audit.Proof;
import dev.furikomi.audit.Seal;
import dev.furikomi.audit.VerificationReport;
import dev.furikomi.audit.database.SealTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A ledger that was verified, as a person or a program reads it.
 *
 * @param knownSeals how many seals were named beforehand
 */
record VerifiedLedger(String name, VerificationReport report, int knownSeals, long nanos) {
    private static final int SHOWN_TO_A_PERSON = 10;
    private static final int SHOWN_TO_A_PROGRAM = 100;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .setSerializationInclusion(JsonInclude.Include.NON_NULL);

    static String json(List<VerifiedLedger> ledgers) throws JsonProcessingException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("proven", ledgers.stream().allMatch(each -> each.report.isProven()));
        document.put("ledgers", ledgers.stream().map(VerifiedLedger::fields).toList());
        return JSON.writeValueAsString(document);
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ledger", name);
        fields.put("proven", report.isProven());
        fields.put("accounts", report.accounts());
        fields.put("sealedEntries", report.sealedEntries());
        fields.put("unsealedEntries", report.unsealedEntries());
        fields.put("seals", report.seals());
        Seal newest = report.newestSeal();
        if (newest != null) {
            Map<String, Object> seal = new LinkedHashMap<>();
            seal.put("number", newest.number());
            seal.put("hash", newest.hash());
            seal.put("sealedAt", SealTable.instant(newest.sealedAtMicros()).toString());
            fields.put("newestSeal", seal);
        }
        fields.put("signaturesChecked", report.signaturesChecked());
        fields.put("knownSealsChecked", knownSeals);
        Map<String, Object> proofs = new LinkedHashMap<>();
        for (Proof proof : Proof.values()) {
            proofs.put(proof.wire(), report.counts().getOrDefault(proof, 0L));
        }
        fields.put("findingsByProof", proofs);
        fields.put("notChecked", notChecked().stream().map(Proof::wire).toList());
        report.firstBrokenRow().ifPresent(first -> fields.put("firstBrokenRow", finding(first)));
        fields.put(
                "findings",
                report.findings().stream()
                        .limit(SHOWN_TO_A_PROGRAM)
                        .map(VerifiedLedger::finding)
                        .toList());
        fields.put("seconds", Math.round(nanos / 1e8) / 10.0);
        return fields;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("proof", finding.proof().wire());
        fields.put("seal", finding.seal());
        fields.put("entry", finding.entry());
        fields.put("transfer", finding.transfer());
        fields.put("account", finding.account());
        fields.put("message", finding.message());
        return fields;
    }

    static String text(List<VerifiedLedger> ledgers) {
        List<String> lines = new ArrayList<>();
        ledgers.forEach(each -> each.lines(lines));
        return String.join(System.lineSeparator(), lines);
    }

    private void lines(List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d accounts; %,d entries sealed by %,d, %,d not sealed yet; %.1f s",
                name,
                report.accounts(),
                report.sealedEntries(),
                report.seals(),
                report.unsealedEntries(),
                nanos / 1e9));
        for (Proof proof : Proof.values()) {
            lines.add(String.format(Locale.ROOT, "  %-32s %s", proof.wire(), outcome(proof)));
        }
        Seal newest = report.newestSeal();
        if (newest != null) {
            lines.add("  newest seal " + newest.number() + ":" + newest.hash() + ", made "
                    + SealTable.instant(newest.sealedAtMicros()));
        }
        if (report.isProven()) {
            lines.add(
                    notChecked().containsAll(List.of(Proof.SEALS_ARE_SIGNED, Proof.SEALS_ARE_THOSE_KNOWN))
                            ? "  Nothing wrong was found. Who sealed these books was not checked: name --keys or --seal."
                            : "  All is proven.");
            return;
        }
        report.firstBrokenRow().ifPresent(first -> lines.add("  First broken row: " + first));
        lines.add("  Found, in the ledger's order:");
        report.findings().stream().limit(SHOWN_TO_A_PERSON).forEach(each -> lines.add("    " + each));
        long all = report.counts().values().stream().mapToLong(Long::longValue).sum();
        if (all > SHOWN_TO_A_PERSON) {
            lines.add(String.format(Locale.ROOT, "    and %,d more", all - SHOWN_TO_A_PERSON));
        }
    }

    private String outcome(Proof proof) {
        long found = report.counts().getOrDefault(proof, 0L);
        if (found > 0) {
            return String.format(Locale.ROOT, "BROKEN (%,d)", found);
        }
        if (notChecked().contains(proof)) {
            return proof == Proof.SEALS_ARE_SIGNED ? "not checked: no keys" : "not checked: none named";
        }
        return proof == Proof.SEALS_ARE_SIGNED && report.signaturesChecked() < report.seals()
                ? "proven by the newest"
                : "proven";
    }

    /** What nobody asked for. Without any of it, who can rewrite an export can seal it anew. */
    private List<Proof> notChecked() {
        List<Proof> notChecked = new ArrayList<>();
        if (report.signaturesChecked() == 0) {
            notChecked.add(Proof.SEALS_ARE_SIGNED);
        }
        if (knownSeals == 0) {
            notChecked.add(Proof.SEALS_ARE_THOSE_KNOWN);
        }
        return notChecked;
    }
}
