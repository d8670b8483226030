package io.faden.platform.http;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with a request, field by field, from what the validation says. */
final class ContractFaults {
  private static final Pattern PARAMETER = Pattern.compile("\\bparameter (\\S+)");
  private static final Pattern MISSING = Pattern.compile("required property \"(.+)\"");
  private static final Pattern CONSTANT = Pattern.compile("does not match (.+)");

  /** Keywords that only say that something below them is wrong. */
  private static final Set<String> OUTER =
      Set.of("properties", "additionalProperties", "items", "$ref", "oneOf", "anyOf", "allOf");

  private ContractFaults() {}

  private record Fault(String field, String message) {}

  /** The refusal behind a failure, if it is one of the contract's. */
  static Optional<Problem> of(Throwable failure) {
    return Stream.iterate(failure, fault -> fault != null, Throwable::getCause)
        .limit(10)
        .filter(ValidatorException.class::isInstance)
        .findFirst()
        .map(ContractFaults::problem);
  }

  private static Problem problem(Throwable invalid) {
    List<Fault> faults =
        invalid instanceof SchemaValidationException schema ? faults(schema) : List.of();
    if (faults.isEmpty()) {
      return new Problem(ErrorCode.INVALID_REQUEST, invalid.getMessage());
    }
    Fault first = faults.getFirst();
    return new Problem(ErrorCode.INVALID_REQUEST, first.field() + ": " + first.message())
        .with("errors", faults);
  }

  private static List<Fault> faults(SchemaValidationException invalid) {
    List<OutputUnit> units =
        Optional.ofNullable(invalid.getOutputUnit()).map(OutputUnit::getErrors).orElse(List.of());
    List<Fault> inner =
        units.stream()
            .filter(unit -> !OUTER.contains(keyword(unit)))
            .map(unit -> fault(invalid, unit))
            .distinct()
            .toList();
    return inner.isEmpty()
        ? units.stream().map(unit -> fault(invalid, unit)).distinct().limit(1).toList()
        : inner;
  }

  private static String keyword(OutputUnit unit) {
    String location = unit.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static Fault fault(SchemaValidationException invalid, OutputUnit unit) {
    String place = unit.getInstanceLocation().replaceFirst("^#/?", "").replace('/', '.');
    Matcher parameter = PARAMETER.matcher(invalid.getMessage());
    Matcher missing = MISSING.matcher(unit.getError());
    if (missing.find()) {
      String prefix = place.isEmpty() ? "" : place + ".";
      return new Fault(prefix + missing.group(1), "This is missing.");
    }
    if (keyword(unit).equals("additionalProperties")) {
      return new Fault(place, "The contract knows no such field.");
    }
    Matcher constant = CONSTANT.matcher(unit.getError());
    if (keyword(unit).equals("const") && constant.find()) {
      return new Fault(place, "This must be " + constant.group(1) + ".");
    }
    return new Fault(
        place.isEmpty() && parameter.find() ? parameter.group(1) : place, unit.getError());
  }
}
