package dev.furikomi.order.page;

import dev.furikomi.order.handover.HandOverOutcome;
import dev.furikomi.order.handover.HandOvers;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.Messages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The computer's page: it asks for the code that the phone shows, and goes on to the shop's bank menu. */
@Path(HandOvers.PAGE)
class TakeOverPage {

    private final HandOvers handOvers;
    private final Pages pages;

    TakeOverPage(HandOvers handOvers, Pages pages) {
        this.handOvers = handOvers;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "HandOverPages")
    static class Templates {

        static native TemplateInstance takeOver(PageFrame page);

        private Templates() {}
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> ask() {
        return ask(null);
    }

    @POST
    @Operation(hidden = true)
    public Uni<Response> redeem(@FormParam("code") @Nullable String code, @Context HttpServerRequest request) {
        return handOvers
                .redeem(code == null ? "" : code, HandOvers.client(request))
                .chain(outcome -> outcome instanceof HandOverOutcome.Redeemed redeemed
                        ? Uni.createFrom()
                                .item(Response.seeOther(URI.create(pages.shopUrl(redeemed.orderNumber())))
                                        .cookie(redeemed.cookie())
                                        .build())
                        : ask(((HandOverOutcome.Refused) outcome).problem()));
    }

    private Uni<Response> ask(@Nullable Problem refusal) {
        String language = pages.language();
        Messages messages = Languages.messages(language);
        PageFrame frame = pages.frame(
                messages.continueOrder(), language, refusal == null ? null : Wording.problem(refusal, messages), "");
        return pages.page(refusal == null ? 200 : refusal.status(), language, Templates.takeOver(frame));
    }
}
