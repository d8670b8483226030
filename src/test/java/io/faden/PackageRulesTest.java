package io.faden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A package is a feature, and features do not know one another's insides. */
class PackageRulesTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.faden");

  /**
   * A medium below io.faden.channel is a feature of its own: it uses what the port knows nothing
   * of.
   */
  private static final SliceAssignment FEATURES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getPackageName();
          if (!name.startsWith("io.faden.")) {
            return SliceIdentifier.ignore();
          }
          List<String> parts = List.of(name.substring("io.faden.".length()).split("\\.", -1));
          boolean medium = parts.size() > 1 && parts.getFirst().equals("channel");
          return SliceIdentifier.of(medium ? "channel." + parts.get(1) : parts.getFirst());
        }

        @Override
        public String getDescription() {
          return "features";
        }
      };

  @Test
  void noCyclesBetweenFeatures() {
    slices().assignedFrom(FEATURES).should().beFreeOfCycles().check(PRODUCT);
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
            "io.faden.presence..",
            "io.faden.customer..",
            "io.faden.routing..",
            "io.faden.channel..",
            "io.faden.conversation..",
            "io.faden.intake..",
            "io.faden.search..",
            "io.faden.supervision..",
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
