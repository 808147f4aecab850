package dev.furikomi.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.furikomi.catalog");

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("dev.furikomi.catalog.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void knowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.furikomi.order..", "dev.furikomi.bank..", "dev.furikomi.card..", "dev.furikomi.bridge..")
                .check(SERVICE);
    }

    @Test
    void readsTheFeedWithoutFrameworkOrDatabase() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("FeedReader")
                .or()
                .haveSimpleName("ProductReader")
                .or()
                .haveSimpleName("TsvRecords")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..")
                .check(SERVICE);
    }

    @Test
    void neverCountsMoneyInFloatingPoint() {
        noClasses()
                .that()
                .resideInAnyPackage("..feed..", "..product..", "..purchase..", "..stock..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Double")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Float")
                .check(SERVICE);
    }

    @Test
    void takesTheTimeFromTheClock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SERVICE);
    }

    @Test
    void keepsResourcesToThemselves() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .bePackagePrivate()
                .check(SERVICE);
    }
}
