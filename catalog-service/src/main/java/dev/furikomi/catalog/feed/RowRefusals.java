package dev.furikomi.catalog.feed;

import org.jspecify.annotations.Nullable;

/** Keeps the first reason against a row; the later ones often only follow from it. */
final class RowRefusals {

    private @Nullable RowReason reason;
    private String detail = "";

    void refuse(RowReason because, String explanation) {
        if (reason == null) {
            reason = because;
            detail = explanation;
        }
    }

    @Nullable
    RowReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
