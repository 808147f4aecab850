package dev.furikomi.bank.window;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** The address that the customer goes back to: on an origin that the merchant registered, compared as a whole. */
final class ReturnUrl {

    private ReturnUrl() {}

    static boolean isPermitted(String url, List<String> origins) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null) {
                return false;
            }
            String lowerScheme = scheme.toLowerCase(Locale.ROOT);
            if (!lowerScheme.equals("https") && !lowerScheme.equals("http")) {
                return false;
            }
            return origins.contains(lowerScheme + "://" + host.toLowerCase(Locale.ROOT) + port(uri, lowerScheme));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** As browsers write an origin: the scheme's own port is left out. */
    private static String port(URI uri, String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    }
}
