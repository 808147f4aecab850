package dev.furikomi.catalog.page;

import dev.furikomi.catalog.language.Language;
import dev.furikomi.catalog.merchant.CatalogConfig;
import dev.furikomi.catalog.product.ProductPage;
import dev.furikomi.catalog.product.Products;
import dev.furikomi.catalog.product.Showcase;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The catalogue's pages; what happens on them goes through the documented calls. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class Pages {

    private static final Pattern ORDER_NUMBER = Pattern.compile("[A-Z]{2,4}-[0-9A-HJKMNP-TV-Z]{10}");

    private final Showcase showcase;
    private final Products products;
    private final CatalogConfig catalog;
    private final PageConfig config;
    private final PageAnswer answer;

    Pages(Showcase showcase, Products products, CatalogConfig catalog, PageConfig config, PageAnswer answer) {
        this.showcase = showcase;
        this.products = products;
        this.catalog = catalog;
        this.config = config;
        this.answer = answer;
    }

    /** The templates and what they are given. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance catalogue(
                Frame frame, List<Card> cards, List<TypeLink> types, Search search, @Nullable String next);

        static native TemplateInstance product(Frame frame, Card card, List<String> description);

        static native TemplateInstance purchase(Frame frame, String orderNumber, String orderOrigin);

        static native TemplateInstance missing(Frame frame, boolean product);

        private Templates() {}
    }

    /** What the catalogue was searched for. */
    record Search(String words, @Nullable String type, boolean further) {
        public boolean narrowed() {
            return !words.isBlank() || type != null;
        }
    }

    /** One kind of goods to filter by. */
    record TypeLink(String label, String address, boolean current) {}

    @GET
    @Operation(hidden = true)
    public Uni<Response> catalogue(
            @RestQuery @DefaultValue("") String q,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String after,
            @Context HttpServerRequest http) {
        PageRequest request = PageRequest.of(http);
        Language language = request.language();
        String words = q.length() > 200 ? q.substring(0, 200) : q;
        String kind = type == null || type.isBlank() ? null : type;
        Products.Selection selection = new Products.Selection(after, kind, words, config.products());
        return showcase.page(selection, language).chain(page -> products.types(language.tag())
                .chain(types -> answer.render(
                        200,
                        Templates.catalogue(
                                frame(http, language),
                                cards(page, language),
                                typeLinks(types, kind, words),
                                new Search(words, kind, after != null),
                                next(page, kind, words)),
                        request)));
    }

    @GET
    @Path("products/{id}")
    @Operation(hidden = true)
    public Uni<Response> product(@PathParam("id") String id, @Context HttpServerRequest http) {
        PageRequest request = PageRequest.of(http);
        Language language = request.language();
        return showcase.find(id, language).chain(found -> found.map(view -> answer.render(
                        200,
                        Templates.product(
                                frame(http, language),
                                Card.of(view, language.locale(), config.fewLeft()),
                                view.description().lines().toList()),
                        request))
                .orElseGet(() -> answer.render(404, Templates.missing(frame(http, language), true), request)));
    }

    @GET
    @Path("purchases/{orderNumber}")
    @Operation(hidden = true)
    public Uni<Response> purchase(@PathParam("orderNumber") String orderNumber, @Context HttpServerRequest http) {
        PageRequest request = PageRequest.of(http);
        Frame frame = frame(http, request.language());
        boolean wellFormed = ORDER_NUMBER.matcher(orderNumber).matches();
        return answer.render(
                wellFormed ? 200 : 404,
                wellFormed
                        ? Templates.purchase(
                                frame, orderNumber, catalog.orderServiceOrigin().toString())
                        : Templates.missing(frame, false),
                request);
    }

    private List<Card> cards(ProductPage page, Language language) {
        return page.items().stream()
                .map(view -> Card.of(view, language.locale(), config.fewLeft()))
                .toList();
    }

    private static List<TypeLink> typeLinks(List<Products.ProductType> types, @Nullable String current, String words) {
        return types.stream()
                .map(type -> new TypeLink(
                        type.label(),
                        address(type.type(), words, null),
                        type.type().equals(current)))
                .toList();
    }

    private static @Nullable String next(ProductPage page, @Nullable String type, String words) {
        return page.next() == null ? null : address(type, words, page.next());
    }

    private static String address(@Nullable String type, String words, @Nullable String after) {
        UriBuilder address = UriBuilder.fromPath("/");
        parameter(address, "q", words.isBlank() ? null : words);
        parameter(address, "type", type);
        parameter(address, "after", after);
        return address.build().toString();
    }

    private static void parameter(UriBuilder address, String name, @Nullable String value) {
        Optional.ofNullable(value).ifPresent(given -> address.queryParam(name, encoded(given)));
    }

    /** Encoded whole, as the builder would take braces for a template and leave percent signs alone. */
    private static String encoded(String value) {
        return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Frame frame(HttpServerRequest http, Language language) {
        String name = catalog.merchant()
                .names()
                .getOrDefault(language.tag(), catalog.merchant().name());
        List<Frame.LanguageSwitch> switches = Arrays.stream(Language.values())
                .map(other -> new Frame.LanguageSwitch(other, inLanguage(http, other), other == language))
                .toList();
        return new Frame(language.tag(), name, switches);
    }

    private static String inLanguage(HttpServerRequest http, Language language) {
        StringBuilder address = new StringBuilder(http.path()).append("?lang=").append(language.tag());
        for (String name : List.of("q", "type", "after")) {
            String value = http.getParam(name);
            if (value != null && !value.isBlank()) {
                address.append('&').append(name).append('=').append(encoded(value));
            }
        }
        return address.toString();
    }
}
