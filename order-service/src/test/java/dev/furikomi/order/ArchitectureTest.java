package dev.furikomi.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.furikomi.order");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.furikomi.order.(*)..").should().beFreeOfCycles().check(service);
    }

    @Test
    void theOrderFileKnowsNothingOfHttpOrPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.furikomi.order.file")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "dev.furikomi.order.http", "dev.furikomi.order.page")
                .check(service);
    }

    @Test
    void plainSqlStaysWithTheChangeFeed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.furikomi.order.live")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..")
                .check(service);
    }

    @Test
    void nothingSleepsOrPrints() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .accessField(System.class, "out")
                .check(service);
    }

    @Test
    void noOtherServiceIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.furikomi.bank..", "dev.furikomi.catalog..", "dev.furikomi.quickstart..")
                .check(service);
    }
}
