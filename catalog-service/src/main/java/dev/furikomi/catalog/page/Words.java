package dev.furikomi.catalog.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages in English; the Japanese ones are in messages/msg_ja.properties. */
@MessageBundle
interface Words {

    @Message("Catalogue")
    String catalogue();

    @Message("Skip to the content")
    String skip();

    @Message("Language")
    String language();

    @Message("Search")
    String search();

    @Message("Search the shop")
    String search_label();

    @Message("All goods")
    String all_types();

    @Message("Kinds of goods")
    String types_label();

    @Message("Nothing was found. Try other words or another kind of goods.")
    String nothing_found();

    @Message("The shop has no goods yet. Please come back later.")
    String empty_shop();

    @Message("More goods")
    String more();

    @Message("Back to the beginning")
    String first_page();

    @Message("Sold out")
    String sold_out();

    @Message("Only {count} left")
    String few_left(long count);

    @Message("Sale")
    String sale();

    @Message("Back to the catalogue")
    String back();

    @Message("There is no such product")
    String product_unknown_title();

    @Message("It may have been taken out of the catalogue. Nothing was ordered and no money moved.")
    String product_unknown();

    @Message("Brand")
    String brand();

    @Message("Item number")
    String item_number();

    @Message("Order this")
    String order_this();

    @Message(
            "You pay in the next step by transfer from your bank, with your ID card. No money moves before you accept it there.")
    String how_to_pay();

    @Message("Quantity")
    String quantity();

    @Message("Name")
    String name();

    @Message("Postal code")
    String postal_code();

    @Message("Address")
    String address();

    @Message("E-mail (if you like)")
    String email();

    @Message("Order and choose a bank")
    String order_button();

    @Message("Please check the marked fields. Nothing was ordered.")
    String check_fields();

    @Message("Please fill this in.")
    String error_missing();

    @Message("This is too long.")
    String error_too_long();

    @Message("This does not look right.")
    String error_malformed();

    @Message("There is not that much left. Nothing was ordered; please choose a smaller quantity.")
    String error_out_of_stock();

    @Message("That quantity is not possible. Nothing was ordered; please choose another.")
    String error_quantity_out_of_range();

    @Message("This product is not sold any more. Nothing was ordered.")
    String error_product_unknown();

    @Message(
            "You have several unpaid orders. Nothing was ordered now. Please pay or cancel one of them, then try again.")
    String error_too_many_open_purchases();

    @Message(
            "Your order is just being taken. Please wait a moment and press the button again; it will not be ordered twice.")
    String error_idempotency_in_progress();

    @Message("The shop could not be reached. Press the button again; it will not be ordered twice.")
    String error_unreachable();

    @Message("Something broke in the shop. Press the button again in a moment; it will not be ordered twice.")
    String error_internal();

    @Message("This page needs JavaScript to take your order.")
    String needs_script();

    @Message("Your order")
    String your_order();

    @Message("Order number")
    String order_number();

    @Message("Total")
    String total();

    @Message("Pay by")
    String pay_by();

    @Message("One moment, your order is being opened…")
    String state_opening();

    @Message("Your order is on its way to the order file. This takes a moment…")
    String state_arriving();

    @Message("The goods are kept for you. Choose the bank that you pay from.")
    String state_choose();

    @Message(
            "A payment at your bank was started. If its window is still open, go on there. If not, choose the bank again.")
    String state_requested();

    @Message(
            "You accepted the transfer. Your bank is carrying it out; this page says so as soon as it is done. Please do not pay again.")
    String state_pending();

    @Message("Purchase accepted – paid")
    String state_paid();

    @Message("Thank you. The money has been transferred and your goods will be sent.")
    String state_paid_detail();

    @Message("Purchase accepted – paid and sent. Your goods are on their way.")
    String state_shipped();

    @Message("The bank did not make the transfer. No money moved. You can try again with the same or another bank.")
    String state_refused();

    @Message("The payment was not finished. No money moved. You can try again with the same or another bank.")
    String state_abandoned();

    @Message("The order was not paid in time and has ended. No money moved. You can order again from the catalogue.")
    String state_expired();

    @Message("The order is cancelled. No money moved.")
    String state_cancelled();

    @Message(
            "This browser cannot open this order, because its access is missing here. Open it in the browser in which you ordered. Nothing about the order has changed.")
    String state_no_access();

    @Message("The order is not known. If you have just ordered, please load this page again in a minute.")
    String state_not_known();

    @Message("The order file cannot be reached just now. Nothing about your order has changed; this page keeps trying.")
    String state_unreachable();

    @Message("Which bank do you pay from?")
    String bank_menu();

    @Message("You will come to the bank's own window. Have your ID card and the card reader ready.")
    String bank_menu_hint();

    @Message("This looks like a phone or tablet. Paying needs a card reader on a computer.")
    String phone();

    @Message("Continue on a computer")
    String phone_continue();

    @Message("No bank can be paid from just now. Please try again in a few minutes.")
    String no_banks();

    @Message("Try again")
    String try_again();

    @Message("Cancel the order")
    String cancel_order();

    @Message("Do you want to cancel this order? The goods will be free for others.")
    String cancel_question();

    @Message("Yes, cancel it")
    String cancel_yes();

    @Message("No, keep it")
    String cancel_no();

    @Message("See the order and its steps")
    String order_page();

    @Message(
            "A payment at another bank is still open. Finish or close it there first, or wait until it has run out. No money moved by choosing this bank.")
    String problem_other_bank_in_progress();

    @Message("A transfer is under way, so this cannot be done now. Please wait for its result.")
    String problem_transfer_in_progress();

    @Message(
            "A window of your bank may still be open for this order. Cancel there and close it, then cancel here. If you cannot, do nothing: the order ends by itself when nobody pays it. Nothing was changed, and no money has moved.")
    String problem_payment_in_progress();

    @Message(
            "Paying for this order was begun too many times. It ends by itself when nobody pays it; please order again. No money moved by choosing this bank.")
    String problem_too_many_payment_requests();

    @Message("This order is paid already. No further money moves.")
    String problem_order_already_paid();

    @Message("The order has ended because it was not paid in time. No money moved.")
    String problem_order_expired();

    @Message("The order is cancelled. No money moved.")
    String problem_order_cancelled();

    @Message("This bank cannot be paid from in this currency. Please choose another one. No money moved.")
    String problem_currency_not_payable_at_bank();

    @Message("This bank cannot be paid from at present. Please choose another one. No money moved.")
    String problem_bank_unknown();

    @Message("That did not work. No money moved. Please try again in a moment.")
    String problem_other();

    @Message("There is nothing at this address")
    String not_found_title();

    @Message("Paid by transfer, with your bank's ID card")
    String tagline();
}
