package dev.furikomi.bank;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape that design and style ask for. */
@AnalyzeClasses(packages = "dev.furikomi.bank", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FEATURES_ARE_FREE_OF_CYCLES =
            slices().matching("dev.furikomi.bank.(*)..").should().beFreeOfCycles();

    /** Money, windows, and what each purchase reads: card, customer and merchant. */
    @ArchTest
    static final ArchRule ONLY_THE_PATH_OF_A_PURCHASE_SPEAKS_SQL = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.furikomi.bank.batch..",
                    "dev.furikomi.bank.ledger..",
                    "dev.furikomi.bank.statement..",
                    "dev.furikomi.bank.transfer..",
                    "dev.furikomi.bank.window..",
                    "dev.furikomi.bank.card..",
                    "dev.furikomi.bank.customer..",
                    "dev.furikomi.bank.merchant..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.mutiny.sqlclient..", "java.sql..");

    @ArchTest
    static final ArchRule THE_LEDGER_KNOWS_NO_FEATURE = noClasses()
            .that()
            .resideInAPackage("dev.furikomi.bank.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.furikomi.bank.transfer..",
                    "dev.furikomi.bank.window..",
                    "dev.furikomi.bank.account..",
                    "dev.furikomi.bank.operator..",
                    "jakarta.persistence..",
                    "org.hibernate..");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule NOBODY_PRINTS =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
