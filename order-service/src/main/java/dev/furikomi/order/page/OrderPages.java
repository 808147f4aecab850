package dev.furikomi.order.page;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.payment.CancelOrder;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.Messages;
import dev.furikomi.order.view.OrderViews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The shopper's page of an order: where it stands and what happened, live. */
@Path("/orders/{number}")
class OrderPages {

    private final Access access;
    private final OrderFiles orders;
    private final OrderViews views;
    private final CancelOrder cancelling;
    private final Pages pages;
    private final PageConfig config;

    OrderPages(
            Access access,
            OrderFiles orders,
            OrderViews views,
            CancelOrder cancelling,
            Pages pages,
            PageConfig config) {
        this.access = access;
        this.orders = orders;
        this.views = views;
        this.cancelling = cancelling;
        this.pages = pages;
        this.config = config;
    }

    @CheckedTemplate(basePath = "OrderPages")
    static class Templates {

        static native TemplateInstance order(PageFrame page, OrderPageView order);

        static native TemplateInstance notYours(PageFrame page);

        private Templates() {}
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> order(@PathParam("number") String number) {
        String language = pages.language();
        return access.requireViewer(number)
                .chain(() -> orders.find(number))
                .chain(found -> found.map(order -> show(order, language, null, 200))
                        .orElseGet(() -> notYours(number, language)))
                .onFailure(ProblemException.class)
                .recoverWithUni(() -> notYours(number, language));
    }

    @POST
    @Path("/cancellation")
    @Operation(hidden = true)
    public Uni<Response> cancel(@PathParam("number") String number) {
        String language = pages.language();
        return access.requireShopper(number)
                .chain(() -> cancelling.cancel(number))
                .chain(refusal -> refusal.isEmpty()
                        ? Uni.createFrom().item(Pages.seeOther("/orders/" + number))
                        : refused(number, language, refusal.get()))
                .onFailure(ProblemException.class)
                .recoverWithUni(() -> notYours(number, language));
    }

    private Uni<Response> refused(String number, String language, Problem refusal) {
        return orders.find(number).chain(found -> found.map(order -> show(order, language, refusal, refusal.status()))
                .orElseGet(() -> notYours(number, language)));
    }

    private Uni<Response> show(OpenOrder order, String language, @Nullable Problem refusal, int status) {
        Messages messages = Languages.messages(language);
        OrderPageView view = OrderPageView.of(views.show(order, language), messages, language, config.timeZone());
        PageFrame frame = pages.frame(
                messages.order() + " " + view.number(),
                language,
                Optional.ofNullable(refusal)
                        .map(problem -> Wording.problem(problem, messages))
                        .orElse(null),
                view.number());
        return pages.page(status, language, Templates.order(frame, view));
    }

    private Uni<Response> notYours(String number, String language) {
        PageFrame frame = pages.frame(Languages.messages(language).order(), language, null, number);
        return pages.page(403, language, Templates.notYours(frame));
    }
}
