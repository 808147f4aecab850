package dev.furikomi.order.page;

import dev.furikomi.order.file.OrderStatus;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.view.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/** The words of the message bundle for statuses, refusals, reasons and times. */
final class Wording {

    private Wording() {}

    static String status(OrderStatus status, Messages messages) {
        return switch (status) {
            case APPLIED -> messages.statusApplied();
            case TRANSFER_REQUESTED -> messages.statusTransferRequested();
            case TRANSFER_ACCEPTED -> messages.statusTransferAccepted();
            case PAID -> messages.statusPaid();
            case SHIPPED -> messages.statusShipped();
            case CANCELLED -> messages.statusCancelled();
            case EXPIRED -> messages.statusExpired();
        };
    }

    /** How a status is coloured. */
    static String tone(OrderStatus status) {
        return switch (status) {
            case PAID, SHIPPED -> "good";
            case CANCELLED, EXPIRED -> "bad";
            case APPLIED, TRANSFER_REQUESTED, TRANSFER_ACCEPTED -> "open";
        };
    }

    static String problem(Problem problem, Messages messages) {
        return switch (problem.reason()) {
            case "transfer-in-progress" -> messages.problemTransferInProgress();
            case "payment-in-progress" -> messages.problemPaymentInProgress();
            case "order-already-paid" -> messages.problemOrderAlreadyPaid();
            case "order-expired" -> messages.problemOrderExpired();
            case "order-not-paid" -> messages.problemOrderNotPaid();
            case "already-shipped" -> messages.problemAlreadyShipped();
            case "order-not-known" -> messages.problemOrderNotKnown();
            case "order-cancelled" -> messages.problemOrderCancelled();
            case "hand-over-code-invalid" -> messages.problemHandOverCodeInvalid();
            case "too-many-attempts" -> messages.problemTooManyAttempts();
            case "invalid-request" -> messages.problemInvalidRequest();
            default -> problem.detail();
        };
    }

    static String reviewReason(String reason, Messages messages) {
        return switch (reason) {
            case "refund-due-paid-twice" -> messages.reviewRefundDuePaidTwice();
            case "refund-due-order-expired" -> messages.reviewRefundDueOrderExpired();
            case "refund-due-order-cancelled" -> messages.reviewRefundDueOrderCancelled();
            case "order-unknown" -> messages.reviewOrderUnknown();
            case "answers-contradict" -> messages.reviewAnswersContradict();
            case "signed-by-another-bank" -> messages.reviewSignedByAnotherBank();
            case "merchant-differs" -> messages.reviewMerchantDiffers();
            case "request-unknown" -> messages.reviewRequestUnknown();
            case "bank-differs" -> messages.reviewBankDiffers();
            case "payee-differs" -> messages.reviewPayeeDiffers();
            case "currency-differs" -> messages.reviewCurrencyDiffers();
            case "amount-differs" -> messages.reviewAmountDiffers();
            default -> reason;
        };
    }

    static String time(Instant at, String language, ZoneId zone) {
        // The zone is said, because the shopper may be in another one than the merchant.
        return new DateTimeFormatterBuilder()
                .appendLocalized(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .appendPattern(" (z)")
                .toFormatter(Locale.forLanguageTag(language.equals("ja") ? "ja-JP" : "en-GB"))
                .withZone(zone)
                .format(at);
    }
}
