package dev.furikomi.order.view;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What pages and timelines say, in English; Japanese stands in {@code messages/msg_ja.properties}. */
@MessageBundle
public interface Messages {

    @Message("Ordered, {total} to pay.")
    String stepS103(String total);

    @Message("The order is in the shop's order file.")
    String stepS202();

    @Message("{bank} chosen to pay from.")
    String stepS104(String bank);

    @Message("Next: choose the bank to pay from. No money has moved.")
    String stepS104Waiting();

    @Message("{bank} checked the transfer: it can be made.")
    String stepS305(String bank);

    @Message("Transfer applied for with the card; {bank} checked it and holds the money.")
    String stepS305Short(String bank);

    @Message("Transfer accepted with the card; {bank} holds the money for it.")
    String stepS110(String bank);

    @Message("Waiting for the transfer to be accepted with the card. No money has moved.")
    String stepS110Waiting();

    @Message("{bank} transferred the money.")
    String stepS307(String bank);

    @Message("{bank} transferred money that does not pay this order: the shop looks at it and gives it back.")
    String stepS307RefundDue(String bank);

    @Message("{bank} did not carry out the transfer. No money has moved.")
    String stepS307Failed(String bank);

    @Message("Waiting for {bank} to report the transfer.")
    String stepS307Waiting(String bank);

    @Message("The payment is in the order file: the purchase is accepted.")
    String stepS203();

    @Message("The bank's window closed after the transfer.")
    String stepS308Completed();

    @Message("The bank's window closed; the transfer is still being carried out.")
    String stepS308Pending();

    @Message("The bank refused, and its window closed. No money has moved; you can try again.")
    String stepS308Refused();

    @Message("The bank's window closed before the transfer. No money has moved; you can try again.")
    String stepS308Abandoned();

    @Message("Back at the shop.")
    String stepS111();

    @Message("Shipped with {carrier}.")
    String stepShipping(String carrier);

    @Message("Shipped with {carrier}, tracking number {trackingNumber}.")
    String stepShippingTracked(String carrier, String trackingNumber);

    @Message("The shop prepares the goods for shipping.")
    String stepShippingWaiting();

    @Message("The order was cancelled. No money has moved.")
    String stepCancelled();

    @Message("The order was not paid in time and has ended. No money has moved.")
    String stepExpired();

    @Message("Waiting for payment")
    String statusApplied();

    @Message("Transfer begun")
    String statusTransferRequested();

    @Message("Transfer accepted, money on its way")
    String statusTransferAccepted();

    @Message("Paid")
    String statusPaid();

    @Message("Shipped")
    String statusShipped();

    @Message("Cancelled")
    String statusCancelled();

    @Message("Expired")
    String statusExpired();

    @Message("Order")
    String order();

    @Message("What happened")
    String whatHappened();

    @Message("Goods")
    String goods();

    @Message("Quantity")
    String quantity();

    @Message("Price")
    String price();

    @Message("Total")
    String total();

    @Message("Goes to")
    String goesTo();

    @Message("Placed")
    String placed();

    @Message("To be paid by")
    String payBy();

    @Message("Bank")
    String bank();

    @Message("Pay by transfer")
    String pay();

    @Message("Cancel the order")
    String cancel();

    @Message("next")
    String next();

    @Message("done")
    String done();

    @Message("not done")
    String failed();

    @Message("Language")
    String language();

    @Message("This page follows the order by itself.")
    String followsLive();

    @Message("This order is not open in this browser")
    String notYoursTitle();

    @Message(
            "Orders can be seen only in the browser that placed them. Please open it from the shop's page. No money has moved through this.")
    String notYours();

    @Message("This did not work")
    String problemTitle();

    @Message("A bank is busy with a transfer for this order. Please wait for its answer; this page shows it.")
    String problemTransferInProgress();

    @Message(
            "A window of your bank may still be open for this order. Cancel there and close it, then cancel here. If you cannot, do nothing: the order ends by itself when nobody pays it. Nothing was changed, and no money has moved.")
    String problemPaymentInProgress();

    @Message("The order is paid already, so it cannot be cancelled here. Please ask the shop.")
    String problemOrderAlreadyPaid();

    @Message("The order has ended because it was not paid in time. No money has moved.")
    String problemOrderExpired();

    @Message("Only a paid order is shipped. Nothing was changed.")
    String problemOrderNotPaid();

    @Message("The order was shipped before, with other data. Nothing was changed.")
    String problemAlreadyShipped();

    @Message("There is no order of that number here.")
    String problemOrderNotKnown();

    @Message("Please name the carrier, in at most 100 characters.")
    String problemInvalidRequest();

    @Message("Order file")
    String orderFile();

    @Message("For the merchant's staff")
    String staffOnly();

    @Message("Staff token")
    String staffToken();

    @Message("Log in")
    String logIn();

    @Message("Log out")
    String logOut();

    @Message("That is not the staff token. Please try again.")
    String wrongToken();

    @Message("All")
    String all();

    @Message("Status")
    String status();

    @Message("Customer")
    String customer();

    @Message("Show")
    String show();

    @Message("Older orders")
    String older();

    @Message("Newest orders")
    String newest();

    @Message("No orders here.")
    String noOrders();

    @Message("Ship")
    String ship();

    @Message("Carrier")
    String carrier();

    @Message("Tracking number (if there is one)")
    String trackingNumber();

    @Message("Continue on a computer")
    String handOver();

    @Message("Paying needs a card reader on a computer. Get a code here and type it there.")
    String handOverHint();

    @Message("Type this code on the computer")
    String handOverCode();

    @Message("Open this address there, or point its camera at the picture:")
    String handOverAddress();

    @Message("QR code of the address with the code in it")
    String handOverPicture();

    @Message("The code serves once, until {time}. This page follows what happens there.")
    String handOverUntil(String time);

    @Message("Back to the order")
    String backToOrder();

    @Message("Continue an order here")
    String continueOrder();

    @Message("Your phone shows a code of eight letters and digits for your order. Type it to pay on this computer.")
    String continueHint();

    @Message("Code")
    String code();

    @Message("Continue")
    String continueHere();

    @Message("The order is cancelled.")
    String problemOrderCancelled();

    @Message("This code does not work: it is mistyped, used already, or over. Get a new one on your phone.")
    String problemHandOverCodeInvalid();

    @Message("Too many codes were tried. Wait a minute, then try again.")
    String problemTooManyAttempts();

    @Message("Review cases")
    String reviewCases();

    @Message("No review cases: every transfer that came matches its order.")
    String noReviewCases();

    @Message("Opened")
    String opened();

    @Message("Amount")
    String amount();

    @Message("Reason")
    String reason();

    @Message("The money came although the order was paid already: it is to be refunded.")
    String reviewRefundDuePaidTwice();

    @Message("The money came after the order had expired: it is to be refunded.")
    String reviewRefundDueOrderExpired();

    @Message("The money came after the order was cancelled: it is to be refunded.")
    String reviewRefundDueOrderCancelled();

    @Message("A bank reports a transfer for an order that the catalogue never told of.")
    String reviewOrderUnknown();

    @Message("The bank reported the transfer both as completed and as rejected.")
    String reviewAnswersContradict();

    @Message("The report is signed by another bank than the one that it names.")
    String reviewSignedByAnotherBank();

    @Message("The transfer names another merchant.")
    String reviewMerchantDiffers();

    @Message("The transfer answers no payment request of this order.")
    String reviewRequestUnknown();

    @Message("The transfer comes from another bank than the one that was asked.")
    String reviewBankDiffers();

    @Message("The transfer went to another payee than the one asked for.")
    String reviewPayeeDiffers();

    @Message("The transfer is in another currency than asked for.")
    String reviewCurrencyDiffers();

    @Message("The transfer is of another amount than asked for.")
    String reviewAmountDiffers();
}
