package io.faden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A package is a feature, and features do not know one another's insides. */
class PackageRulesTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.faden");

  @Test
  void noCyclesBetweenFeatures() {
    slices().matching("io.faden.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void noCyclesInsideThePlatform() {
    slices().matching("io.faden.platform.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void thePlatformKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("io.faden.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.faden",
            "io.faden.staff..",
            "io.faden.customer..",
            "io.faden.routing..",
            "io.faden.channel..",
            "io.faden.conversation..",
            "io.faden.intake..",
            "io.faden.demo..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheWiringNamesAChannel() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.faden.App")
        .and()
        .resideOutsideOfPackage("io.faden.channel.email..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.faden.channel.email..")
        .check(PRODUCT);
  }

  @Test
  void aBrokenRuleIsNoticed() {
    ArchRule platformKnowsNothing =
        noClasses()
            .that()
            .resideInAPackage("io.faden.staff..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.faden.platform..");
    EvaluationResult result = platformKnowsNothing.evaluate(PRODUCT);
    Assertions.assertTrue(result.hasViolation(), "the importer sees the product's classes");
  }
}
