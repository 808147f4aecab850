package dev.furikomi.quickstart.provision;

import dev.furikomi.quickstart.process.PortPlan;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two banks of the quickstart. */
public enum DemoBank {
    MINATO("MNTOJPJT", "Minato Bank", "みなと銀行", "bank-a", "#0b5c8a", "M"),
    YAMABUKI("YMBKJPJT", "Yamabuki Bank", "やまぶき銀行", "bank-b", "#b07d00", "Y");

    private final String bic;
    private final String english;
    private final String japanese;
    private final String host;
    private final String colour;
    private final String letter;

    DemoBank(String bic, String english, String japanese, String host, String colour, String letter) {
        this.bic = bic;
        this.english = english;
        this.japanese = japanese;
        this.host = host;
        this.colour = colour;
        this.letter = letter;
    }

    public String bic() {
        return bic;
    }

    public String english() {
        return english;
    }

    public String japanese() {
        return japanese;
    }

    /** The name of this bank's process, database and directory. */
    public String id() {
        return bic.toLowerCase(Locale.ROOT);
    }

    /** The bank whose name or BIC begins like this. */
    public static Optional<DemoBank> named(String beginning) {
        String wanted = beginning.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> !wanted.isEmpty()
                        && (each.bic.toLowerCase(Locale.ROOT).startsWith(wanted)
                                || each.english.toLowerCase(Locale.ROOT).startsWith(wanted)
                                || each.japanese.startsWith(beginning)))
                .findFirst();
    }

    public int port(PortPlan ports) {
        return ports.bank(ordinal());
    }

    /** The origin under which browsers know the bank. */
    public String origin(PortPlan ports) {
        return "http://" + host + ".localhost:" + port(ports);
    }

    /** A picture for the bank menu. */
    public String icon() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img" aria-label="%s">\
                <rect width="48" height="48" rx="10" fill="%s"/>\
                <path d="M8 19 24 9l16 10v3H8z" fill="#fff"/>\
                <path d="M12 25h4v9h-4zm10 0h4v9h-4zm10 0h4v9h-4zM9 36h30v3H9z" fill="#fff"/>\
                <text x="24" y="20.5" font-family="sans-serif" font-size="8" font-weight="700" text-anchor="middle" fill="%s">%s</text>\
                </svg>""".formatted(english, colour, colour, letter);
    }
}
