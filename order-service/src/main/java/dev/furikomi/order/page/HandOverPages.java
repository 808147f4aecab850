package dev.furikomi.order.page;

import dev.furikomi.order.access.Access;
import dev.furikomi.order.handover.HandOvers;
import dev.furikomi.order.handover.QrImage;
import dev.furikomi.order.http.ProblemException;
import dev.furikomi.order.view.Languages;
import dev.furikomi.order.view.Messages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the phone shows: a code for the order, as text and as a picture. */
@Path("/orders/{number}/hand-over")
class HandOverPages {

    private final Access access;
    private final HandOvers handOvers;
    private final Pages pages;
    private final PageConfig config;

    HandOverPages(Access access, HandOvers handOvers, Pages pages, PageConfig config) {
        this.access = access;
        this.handOvers = handOvers;
        this.pages = pages;
        this.config = config;
    }

    /**
     * What the phone shows.
     *
     * @param picture a QR code of the address with the code behind the #
     */
    record HandOverView(String orderNumber, String code, String address, String picture, String until) {}

    @CheckedTemplate(basePath = "HandOverPages")
    static class Templates {

        static native TemplateInstance code(PageFrame page, HandOverView handOver);

        private Templates() {}
    }

    /** A code is shown once; whoever loads its page again, as with the language links, comes back to the order. */
    @GET
    @Operation(hidden = true)
    public Response again(@PathParam("number") String number) {
        return Pages.seeOther("/orders/" + number);
    }

    @POST
    @Operation(hidden = true)
    public Uni<Response> start(@PathParam("number") String number) {
        String language = pages.language();
        return access.requireShopper(number)
                .chain(() -> handOvers.start(number))
                .chain(found -> found.flatMap(HandOvers.Start::started)
                        .map(started -> code(number, started, language))
                        .orElseGet(() -> Uni.createFrom().item(Pages.seeOther("/orders/" + number))))
                .onFailure(ProblemException.class)
                .recoverWithItem(() -> Pages.seeOther("/orders/" + number));
    }

    private Uni<Response> code(String number, HandOvers.Started started, String language) {
        Messages messages = Languages.messages(language);
        String shown = started.code().shown();
        String address = handOvers.address();
        HandOverView view = new HandOverView(
                number,
                shown,
                address,
                QrImage.dataAddress(address + "#" + shown),
                Wording.time(started.expiresAt(), language, config.timeZone()));
        PageFrame frame = pages.frame(messages.handOver(), language, null, number);
        return pages.page(200, language, Templates.code(frame, view));
    }
}
