package dev.furikomi.order.access;

import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Asks who is calling, by cookie or bearer token of the request at hand. */
@ApplicationScoped
public class Access {

    static final String ORDER_COOKIE = "furikomi_order";
    static final String STAFF_COOKIE = "furikomi_order_staff";
    private static final String BEARER = "Bearer ";

    private final HttpHeaders headers;
    private final Sessions sessions;
    private final AccessConfig config;

    Access(HttpHeaders headers, Sessions sessions, AccessConfig config) {
        this.headers = headers;
        this.sessions = sessions;
        this.config = config;
    }

    /** Fails with a problem unless this browser has opened the order. */
    public Uni<Void> requireShopper(String orderNumber) {
        return sessions.maySee(cookie(ORDER_COOKIE), orderNumber).chain(may -> may ? permitted() : notYours());
    }

    /** Fails with a problem unless the caller is the order's shopper or the merchant's staff. */
    public Uni<Void> requireViewer(String orderNumber) {
        return sessions.maySee(cookie(ORDER_COOKIE), orderNumber)
                .chain(may -> may ? Uni.createFrom().item(true) : isStaff())
                .chain(may -> may ? permitted() : notYours());
    }

    /** Fails with a problem unless the caller is the merchant's staff, by bearer token or by the page's cookie. */
    public Uni<Void> requireStaff() {
        return isStaff()
                .chain(staff ->
                        staff ? permitted() : Uni.createFrom().failure(new ProblemException(Problems.staffOnly())));
    }

    public Uni<Boolean> isStaff() {
        String token = bearer();
        return token != null ? Uni.createFrom().item(isStaffToken(token)) : sessions.isStaff(cookie(STAFF_COOKIE));
    }

    /** Logs staff in to the page; null when it is not the token. */
    public Uni<@Nullable NewCookie> logIn(String token) {
        return isStaffToken(token)
                ? sessions.createStaff()
                        .map(value ->
                                newCookie(STAFF_COOKIE, value, config.staff().sessionLifetime(), true))
                : Uni.createFrom().nullItem();
    }

    /** Ends the login; answers the cookie that takes the browser's away. */
    public Uni<NewCookie> logOut() {
        String cookie = cookie(STAFF_COOKIE);
        NewCookie gone = newCookie(STAFF_COOKIE, "", Duration.ZERO, true);
        return cookie == null
                ? Uni.createFrom().item(gone)
                : sessions.endStaff(cookie).replaceWith(gone);
    }

    /** Lets the browser of this request see an order; for whoever has checked that it may. */
    public Uni<NewCookie> grant(Mutiny.Session session, String orderNumber) {
        return sessions.grant(session, cookie(ORDER_COOKIE), orderNumber).map(this::orderCookie);
    }

    /** How secrets are stored: SHA-256 of the characters, base64url. */
    public static String sha256(String secret) {
        return Secrets.sha256(secret);
    }

    @Nullable
    String bearer() {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    @Nullable
    String cookie(String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    NewCookie orderCookie(String value) {
        return newCookie(ORDER_COOKIE, value, config.sessions().lifetime(), false);
    }

    private boolean isStaffToken(String token) {
        return Secrets.matches(token, config.staff().tokenSha256());
    }

    private NewCookie newCookie(String name, String value, Duration lifetime, boolean strict) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge((int) lifetime.toSeconds())
                .httpOnly(true)
                .secure(config.origins().self().startsWith("https:"))
                .sameSite(strict ? NewCookie.SameSite.STRICT : NewCookie.SameSite.LAX)
                .build();
    }

    private static Uni<Void> permitted() {
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> notYours() {
        return Uni.createFrom().failure(new ProblemException(Problems.orderNotYours()));
    }
}
