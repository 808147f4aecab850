package dev.furikomi.order.page;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.file.OrderList;
import dev.furikomi.order.file.OrderStatus;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import dev.furikomi.order.shipping.ShipOrder;
import dev.furikomi.order.shipping.Shipment;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.Messages;
import dev.furikomi.order.view.OrderViews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Validator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The pages of the merchant's staff: the order file, an order, shipping it, and what has to be looked at. */
@Path("/merchant")
class MerchantPages {

    private static final int PAGE_SIZE = 25;

    private final Access access;
    private final OrderFiles orders;
    private final OrderList list;
    private final OrderViews views;
    private final ShipOrder shipping;
    private final Pages pages;
    private final PageConfig config;
    private final Validator validator;

    MerchantPages(
            Access access,
            OrderFiles orders,
            OrderList list,
            OrderViews views,
            ShipOrder shipping,
            Pages pages,
            PageConfig config,
            Validator validator) {
        this.access = access;
        this.orders = orders;
        this.list = list;
        this.views = views;
        this.shipping = shipping;
        this.pages = pages;
        this.config = config;
        this.validator = validator;
    }

    @CheckedTemplate(basePath = "MerchantPages")
    static class Templates {

        static native TemplateInstance login(PageFrame page);

        static native TemplateInstance orders(
                PageFrame page,
                List<OrderRow> rows,
                List<StatusChoice> choices,
                @Nullable String newestUrl,
                @Nullable String olderUrl);

        static native TemplateInstance order(PageFrame page, OrderPageView order);

        static native TemplateInstance reviewCases(PageFrame page, List<CaseRow> cases, @Nullable String olderUrl);

        private Templates() {}
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> orders(
            @QueryParam("status") @Nullable String status, @QueryParam("after") @Nullable Long after) {
        String language = pages.language();
        OrderStatus filter = known(status);
        return forStaff(language, () -> list.page(filter, after, PAGE_SIZE).chain(page -> {
            Messages messages = Languages.messages(language);
            String filtered = "/merchant?status=" + (filter == null ? "" : filter.name());
            return pages.page(
                    200,
                    language,
                    Templates.orders(
                            frame(messages.orderFile(), language, null),
                            page.items().stream()
                                    .map(row -> OrderRow.of(row, messages, language, config.timeZone()))
                                    .toList(),
                            choices(filter, messages),
                            after == null ? null : filtered,
                            page.next() == null ? null : filtered + "&after=" + page.next()));
        }));
    }

    @GET
    @Path("/orders/{number}")
    @Operation(hidden = true)
    public Uni<Response> order(@PathParam("number") String number) {
        String language = pages.language();
        return forStaff(language, () -> show(number, language, null));
    }

    @POST
    @Path("/orders/{number}/shipment")
    @Operation(hidden = true)
    public Uni<Response> ship(
            @PathParam("number") String number,
            @RestForm @Nullable String carrier,
            @RestForm @Nullable String trackingNumber) {
        String language = pages.language();
        Shipment shipment = new Shipment(carrier == null ? "" : carrier, trackingNumber);
        return forStaff(language, () -> shipOrTell(number, shipment)
                .chain(refusal -> refusal.isEmpty()
                        ? Uni.createFrom().item(Pages.seeOther("/merchant/orders/" + number))
                        : show(number, language, refusal.get())));
    }

    private Uni<Optional<Problem>> shipOrTell(String number, Shipment shipment) {
        return validator.validate(shipment).isEmpty()
                ? shipping.ship(number, shipment)
                : Uni.createFrom().item(Optional.of(Problems.invalidRequest("The shipment is not complete.")));
    }

    @GET
    @Path("/review-cases")
    @Operation(hidden = true)
    public Uni<Response> reviewCases(@QueryParam("after") @Nullable String after) {
        String language = pages.language();
        return forStaff(
                language, () -> list.cases(OrderList.caseId(after), PAGE_SIZE).chain(page -> {
                    Messages messages = Languages.messages(language);
                    return pages.page(
                            200,
                            language,
                            Templates.reviewCases(
                                    frame(messages.reviewCases(), language, null),
                                    page.items().stream()
                                            .map(open -> CaseRow.of(open, messages, language, config.timeZone()))
                                            .toList(),
                                    page.next() == null ? null : "/merchant/review-cases?after=" + page.next()));
                }));
    }

    @POST
    @Path("/login")
    @Operation(hidden = true)
    public Uni<Response> logIn(@RestForm @Nullable String token) {
        String language = pages.language();
        return access.logIn(token == null ? "" : token.strip())
                .chain(cookie -> cookie == null
                        ? login(401, language, Languages.messages(language).wrongToken())
                        : Uni.createFrom()
                                .item(Response.fromResponse(Pages.seeOther("/merchant"))
                                        .cookie(cookie)
                                        .build()));
    }

    @POST
    @Path("/logout")
    @Operation(hidden = true)
    public Uni<Response> logOut() {
        return access.logOut().map(gone -> Response.fromResponse(Pages.seeOther("/merchant"))
                .cookie(gone)
                .build());
    }

    private Uni<Response> forStaff(String language, Supplier<Uni<Response>> page) {
        return access.isStaff().chain(staff -> staff ? page.get() : login(200, language, null));
    }

    private Uni<Response> login(int status, String language, @Nullable String problem) {
        return pages.page(
                status,
                language,
                Templates.login(frame(Languages.messages(language).orderFile(), language, problem)));
    }

    private Uni<Response> show(String number, String language, @Nullable Problem refusal) {
        return orders.find(number).chain(found -> found.map(order -> show(order, language, refusal))
                .orElseGet(() -> Uni.createFrom().item(Pages.seeOther("/merchant"))));
    }

    private Uni<Response> show(OpenOrder order, String language, @Nullable Problem refusal) {
        Messages messages = Languages.messages(language);
        OrderPageView view = OrderPageView.of(views.show(order, language), messages, language, config.timeZone());
        String problem = refusal == null ? null : Wording.problem(refusal, messages);
        return pages.page(
                refusal == null ? 200 : refusal.status(),
                language,
                Templates.order(frame(messages.order() + " " + view.number(), language, problem), view));
    }

    private PageFrame frame(String title, String language, @Nullable String problem) {
        return pages.frame(title, language, problem, "");
    }

    private static List<StatusChoice> choices(@Nullable OrderStatus chosen, Messages messages) {
        return Arrays.stream(OrderStatus.values())
                .map(status -> new StatusChoice(status.name(), Wording.status(status, messages), status == chosen))
                .toList();
    }

    private static @Nullable OrderStatus known(@Nullable String status) {
        return Arrays.stream(OrderStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst()
                .orElse(null);
    }
}
