package dev.furikomi.catalog.testing;

import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** The real servers that all tests of this service share. */
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(ShopTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "purchase.hanaya,order-paid.hanaya,order-expired.hanaya,order-cancelled.hanaya"))
final class RealShop {}
