package dev.furikomi.quickstart.provision;

import dev.furikomi.card.software.SoftwareCardFile;

/**
 * Somebody who can pay, or who shows why not.
 *
 * @param card the name of the card file
 * @param password for the demonstration only; it is printed at each start
 * @param shows what happens with this card
 */
public enum DemoCustomer {
    TARO(
            DemoBank.MINATO,
            "taro-yamada",
            "Taro Yamada",
            "taro",
            "2000001",
            "JPY",
            "500000",
            CardKind.GOOD,
            "taro-demo",
            "pays"),
    HANAKO(
            DemoBank.YAMABUKI,
            "hanako-sato",
            "Hanako Sato",
            "hanako",
            "3000001",
            "JPY",
            "300000",
            CardKind.GOOD,
            "hanako-demo",
            "pays"),
    HANAKO_EURO(
            DemoBank.YAMABUKI,
            "hanako-sato",
            "Hanako Sato",
            "hanako-euro",
            "3000002",
            "EUR",
            "2000.00",
            CardKind.GOOD,
            "hanako-demo",
            "pays in euro: a good \"for Europe\""),
    JIRO(
            DemoBank.MINATO,
            "jiro-suzuki",
            "Jiro Suzuki",
            "jiro",
            "2000002",
            "JPY",
            "300",
            CardKind.GOOD,
            "jiro-demo",
            "has too small a balance"),
    SABURO(
            DemoBank.MINATO,
            "saburo-tanaka",
            "Saburo Tanaka",
            "saburo-expired",
            "2000003",
            "JPY",
            "100000",
            CardKind.EXPIRED,
            "saburo-demo",
            "has an expired card"),
    SHIRO(
            DemoBank.MINATO,
            "shiro-ito",
            "Shiro Ito",
            "shiro-blocked",
            "2000004",
            "JPY",
            "100000",
            CardKind.BLOCKED,
            "shiro-demo",
            "has a blocked card");

    /** The PIN of every demo card, for the demonstration only; the one that PIV cards commonly come with. */
    public static final String PIN = SoftwareCardFile.PIN_OF_NEW_CARDS;

    /** What is the matter with the card. */
    public enum CardKind {
        GOOD,
        EXPIRED,
        BLOCKED
    }

    private final DemoBank bank;
    private final String customerId;
    private final String fullName;
    private final String card;
    private final String account;
    private final String currency;
    private final String deposit;
    private final CardKind kind;
    private final String password;
    private final String shows;

    DemoCustomer(
            DemoBank bank,
            String customerId,
            String fullName,
            String card,
            String account,
            String currency,
            String deposit,
            CardKind kind,
            String password,
            String shows) {
        this.bank = bank;
        this.customerId = customerId;
        this.fullName = fullName;
        this.card = card;
        this.account = account;
        this.currency = currency;
        this.deposit = deposit;
        this.kind = kind;
        this.password = password;
        this.shows = shows;
    }

    public DemoBank bank() {
        return bank;
    }

    public String customerId() {
        return customerId;
    }

    public String fullName() {
        return fullName;
    }

    public String card() {
        return card;
    }

    /** What is printed on the card, and what the drawer shows. */
    public String label() {
        return fullName + ", " + bank.english() + " (" + currency + ")";
    }

    public String account() {
        return account;
    }

    public String currency() {
        return currency;
    }

    public String deposit() {
        return deposit;
    }

    public CardKind kind() {
        return kind;
    }

    public String password() {
        return password;
    }

    public String shows() {
        return shows;
    }
}
