package dev.furikomi.quickstart.card;

import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.HttpApi;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which bank is meant: one of the running quickstart, or any bank by its address and its staff's token. */
final class BankOptions {
    static final String TOKEN_VARIABLE = "FURIKOMI_STAFF_TOKEN";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bank",
            paramLabel = "BANK",
            description = "a bank of the running Furikomi by the beginning of its name or BIC;"
                    + " with --bank-url the name to show")
    private @Nullable String bank;

    @Option(
            names = "--bank-url",
            paramLabel = "URL",
            description = "the address of any bank's gateway: https, or this computer")
    private @Nullable URI bankUrl;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "file with the token of that bank's staff (or the environment variable " + TOKEN_VARIABLE
                    + ", or a prompt)")
    private @Nullable Path tokenFile;

    @Option(
            names = "--card-authority",
            paramLabel = "DIR",
            description = "directory with that bank's card-authority-key.json and card-authority.pem")
    private @Nullable Path cardAuthority;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "which running Furikomi, when more than one runs from this checkout")
    private @Nullable Integer portBase;

    /** The running quickstart, if there is one. */
    Optional<Quickstart> quickstart() {
        return Quickstart.running(portBase);
    }

    /** Whether a bank is named at all. */
    boolean isNamed() {
        return bank != null || bankUrl != null;
    }

    /** The bank that is meant; a command line that names none is a misuse. */
    OperatorBank bank(Secrets secrets) {
        URI url = bankUrl;
        if (url != null) {
            requireProtected(url);
            return new OperatorBank(
                    bank == null ? url.getHost() : bank,
                    api(bank == null ? url.getHost() : bank, url, token(secrets, tokenFile)),
                    cardAuthority);
        }
        if (bank == null) {
            throw misuse("which bank? --bank BANK, or --bank-url URL");
        }
        Quickstart quickstart = quickstart()
                .orElseThrow(() -> new CardRefusedException(
                        "nothing-runs",
                        "no Furikomi runs from this checkout: start it, or name a bank with --bank-url"));
        DemoBank meant = demoBank(bank);
        return new OperatorBank(
                meant.english(),
                api(
                        meant.english(),
                        URI.create("http://127.0.0.1:" + meant.port(quickstart.ports())),
                        token(secrets, tokenFile == null ? quickstart.staffToken(meant) : tokenFile)),
                cardAuthority == null ? quickstart.keys(meant) : cardAuthority);
    }

    /** All banks of the running quickstart, or the one that is named. */
    List<OperatorBank> banks(Secrets secrets) {
        if (isNamed() || quickstart().isEmpty()) {
            return isNamed() ? List.of(bank(secrets)) : List.of();
        }
        return Arrays.stream(DemoBank.values())
                .map(each -> {
                    bank = each.bic();
                    return bank(secrets);
                })
                .toList();
    }

    private static HttpApi api(String name, URI base, String token) {
        return new HttpApi(name, base).with("Authorization", "Bearer " + token);
    }

    private static String token(Secrets secrets, @Nullable Path file) {
        String token =
                new String(secrets.read("staff token", file, TOKEN_VARIABLE, "--token-file"), StandardCharsets.UTF_8);
        if (!token.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new CardRefusedException("secret-unreadable", "the staff token holds characters that no token has");
        }
        return token;
    }

    /** The token would be readable on the way. */
    private void requireProtected(URI url) {
        boolean isHttps = "https".equals(url.getScheme());
        boolean isHttp = "http".equals(url.getScheme());
        if (url.getHost() == null || url.getUserInfo() != null || !isHttps && !(isHttp && isLoopback(url.getHost()))) {
            throw misuse("--bank-url is https://…, or http:// on this computer");
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        boolean isLiteral = host.matches("[0-9.]+") || host.startsWith("[");
        try {
            return isLiteral && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private DemoBank demoBank(String asked) {
        return DemoBank.named(asked)
                .orElseThrow(() -> misuse("there is no bank " + asked + "; there are "
                        + String.join(
                                " and ",
                                Arrays.stream(DemoBank.values())
                                        .map(each -> each.bic() + " (" + each.english() + ")")
                                        .toList())));
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
