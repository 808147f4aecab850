package dev.furikomi.card.software;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** The content of a powered card, together with the file that keeps it: what a command changes is on disk before its answer. */
final class CardMemory {

    private final SoftwareCardFile file;
    private CardContent content;

    CardMemory(SoftwareCardFile file, CardContent content) {
        this.file = file;
        this.content = content;
    }

    CardContent content() {
        return content;
    }

    /** Reads the file anew: a try that another reader of the same file took counts here too. */
    CardContent fresh() throws IOException {
        content = file.read();
        return content;
    }

    /** Changes what is on disk now, not what was when the card was powered on. */
    void change(UnaryOperator<CardContent> change) throws IOException {
        content = file.update(change);
    }
}
