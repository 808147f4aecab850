package dev.furikomi.quickstart.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which part listens where: protocol.md, section 1. */
public record PortPlan(int base) {
    private static final int LAST = 9;

    public PortPlan {
        if (base < 1024 || base + LAST > 65535) {
            throw new IllegalArgumentException("--port-base must lie between 1024 and " + (65535 - LAST));
        }
    }

    public int catalogue() {
        return base;
    }

    public int orderFile() {
        return base + 1;
    }

    /** The window of the first bank (0) or the second (1). */
    public int bank(int index) {
        return base + 2 + index;
    }

    public int bridge() {
        return base + 4;
    }

    /** The virtual reader's page. */
    public int readerPage() {
        return base + 6;
    }

    public int kafka() {
        return base + 7;
    }

    public int kafkaController() {
        return base + 8;
    }

    public int postgres() {
        return base + 9;
    }

    /** Each port that must be free, with the part that wants it. */
    public Map<Integer, String> wanted() {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        wanted.put(catalogue(), "catalog-service");
        wanted.put(orderFile(), "order-service");
        wanted.put(bank(0), "bank-gateway-service of Minato Bank");
        wanted.put(bank(1), "bank-gateway-service of Yamabuki Bank");
        wanted.put(bridge(), "card-bridge");
        wanted.put(readerPage(), "the virtual reader's page");
        wanted.put(kafka(), "Kafka");
        wanted.put(kafkaController(), "Kafka's controller");
        wanted.put(postgres(), "PostgreSQL");
        return wanted;
    }
}
