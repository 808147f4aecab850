package dev.furikomi.order.handover;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A QR code (ISO/IEC 18004) as a picture for a page that loads nothing from elsewhere. */
public final class QrImage {

    /** Modules of quiet zone around it, as the standard asks. */
    private static final int QUIET = 4;

    private QrImage() {}

    public static String dataAddress(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int width = code.size + 2 * QUIET;
        StringBuilder svg = new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ")
                .append(width)
                .append(' ')
                .append(width)
                .append("' shape-rendering='crispEdges'><rect width='100%' height='100%' fill='#fff'/><path d='");
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    svg.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        svg.append("'/></svg>");
        byte[] bytes = svg.toString().getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
