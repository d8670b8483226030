package io.faden.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Telephone numbers in every spelling, by the numbering plans of all countries. The region is the
 * one whose numbers are written without a country code, for example DE.
 */
public final class PhoneNumbers {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT_ONES = ShortNumberInfo.getInstance();

  /** What telephone systems say when the caller hides the number. */
  private static final Set<String> HIDDEN =
      Set.of(
          ("anonymous anonym unknown unbekannt restricted private privat withheld unavailable blocked"
                  + " unterdrückt clir none null - 0")
              .split(" ", -1));

  private static final Pattern PREFIX = Pattern.compile("(?i)^(tel|callto|sips?|phone):");
  private static final Pattern HOST = Pattern.compile("@.*$");

  /** A number of a switchboard and who is called through it are one number in Germany. */
  private static final Pattern DIRECT_DIAL =
      Pattern.compile("(?i)(?<=\\d)[\\s,/-]*\\b(durchwahl|dw|nst|nebenstelle)\\b[.:\\s-]*(?=\\d)");

  /** 3.5.2026 is a number of four digits in 035 as well. */
  private static final Pattern DATE =
      Pattern.compile("\\d{1,2}[./ -]\\d{1,2}[./ -]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}");

  /**
   * Votes and prize draws, up to a euro a call. The plans count most of them as shared cost.
   * Source: German telecommunications act (TKG) section 3, mass traffic services.
   */
  private static final String GERMAN_VOTES = "+49137";

  private static final Pattern NO_DIGITS = Pattern.compile("\\D");

  /** Spaces, points, dashes, brackets and slashes, with which people make groups. */
  private static final Pattern ONLY_DIGITS = Pattern.compile("[\\d\\s.()/\\p{Pd}]+");

  private final String region;
  private final String countryCode;
  private final String trunkPrefix;

  /** Errors: IllegalArgumentException for a region without a numbering plan. */
  public PhoneNumbers(String region) {
    if (!PLANS.getSupportedRegions().contains(region)) {
      throw new IllegalArgumentException("no numbering plan for " + region);
    }
    this.region = region;
    this.countryCode = Integer.toString(PLANS.getCountryCodeForRegion(region));
    this.trunkPrefix = Optional.ofNullable(PLANS.getNddPrefixForRegion(region, true)).orElse("");
  }

  /** Input: any spelling. Result: E.164, with {@code ;ext=} where there is an extension. */
  public Reading read(String text) {
    return read(text, ContactChannel.PHONE);
  }

  Reading read(String text, ContactChannel channel) {
    String clean = clean(text);
    if (clean.isEmpty() || HIDDEN.contains(clean.toLowerCase(Locale.ROOT))) {
      return new Reading.Invalid("The number is hidden or missing.");
    }
    String digits = NO_DIGITS.matcher(clean).replaceAll("");
    if (SHORT_ONES.isEmergencyNumber(digits, region)) {
      return new Reading.Invalid(
          "An emergency number belongs to no customer.", Optional.of(NumberKind.EMERGENCY));
    }
    try {
      PhoneNumber number = parse(clean);
      return PLANS.isValidNumber(number)
          ? new Reading.Valid(value(number, channel))
          : new Reading.Invalid(fault(number), shortKind(digits));
    } catch (NumberParseException fault) {
      return new Reading.Invalid(
          switch (fault.getErrorType()) {
            case INVALID_COUNTRY_CODE -> "There is no such country code.";
            case TOO_LONG -> "The number is too long.";
            case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "The number is too short.";
            case NOT_A_NUMBER -> "This is no telephone number.";
          });
    }
  }

  private static String clean(String text) {
    String clean = PREFIX.matcher(Spelling.line(text)).replaceFirst("");
    return DIRECT_DIAL.matcher(HOST.matcher(clean).replaceFirst("")).replaceAll("-").strip();
  }

  /**
   * Telephone systems leave out the plus. Where national numbers begin with a prefix of their own,
   * bare digits that begin with the country code are meant to: 494311234567 could be a number in
   * 04943, but nobody writes that without its 0.
   */
  private PhoneNumber parse(String clean) throws NumberParseException {
    boolean bare = ONLY_DIGITS.matcher(clean).matches();
    String digits = NO_DIGITS.matcher(clean).replaceAll("");
    if (bare
        && !trunkPrefix.isEmpty()
        && !digits.startsWith(trunkPrefix)
        && digits.startsWith(countryCode)) {
      Optional<PhoneNumber> international = international(digits);
      if (international.isPresent()) {
        return international.get();
      }
    }
    PhoneNumber number = PLANS.parse(clean, region);
    if (bare && !PLANS.isValidNumber(number) && !digits.startsWith("0")) {
      return international(digits).orElse(number);
    }
    return number;
  }

  private static Optional<PhoneNumber> international(String digits) {
    try {
      PhoneNumber number = PLANS.parse("+" + digits, null);
      return Optional.of(number).filter(PLANS::isValidNumber);
    } catch (NumberParseException none) {
      return Optional.empty();
    }
  }

  private static ContactValue value(PhoneNumber number, ContactChannel channel) {
    String value = PLANS.format(number, PhoneNumberFormat.E164);
    return ContactValue.of(
        channel,
        number.hasExtension() ? value + ";ext=" + number.getExtension() : value,
        PLANS.format(number, PhoneNumberFormat.INTERNATIONAL));
  }

  private static String fault(PhoneNumber number) {
    return switch (PLANS.isPossibleNumberWithReason(number)) {
      case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY ->
          "The number is too short, or its area code is missing.";
      case TOO_LONG -> "The number is too long.";
      case INVALID_COUNTRY_CODE -> "There is no such country code.";
      case INVALID_LENGTH, IS_POSSIBLE -> "No numbering plan has such a number.";
    };
  }

  private Optional<NumberKind> shortKind(String digits) {
    try {
      return SHORT_ONES.isValidShortNumberForRegion(PLANS.parse(digits, region), region)
          ? Optional.of(NumberKind.OTHER)
          : Optional.empty();
    } catch (NumberParseException none) {
      return Optional.empty();
    }
  }

  /** What a number in its normal form is for. */
  public NumberKind kind(String value) {
    if (value.startsWith(GERMAN_VOTES)) {
      return NumberKind.PREMIUM;
    }
    return normal(value)
        .map(
            number ->
                switch (PLANS.getNumberType(number)) {
                  case MOBILE -> NumberKind.MOBILE;
                  case FIXED_LINE -> NumberKind.LANDLINE;
                  case TOLL_FREE -> NumberKind.TOLL_FREE;
                  case PREMIUM_RATE -> NumberKind.PREMIUM;
                  case SHARED_COST -> NumberKind.SHARED_COST;
                  default -> NumberKind.OTHER;
                })
        .orElse(NumberKind.OTHER);
  }

  /** Who calls from such a number and hangs up wants to be called back: it is a trap. */
  public boolean costsAFortune(String value) {
    return kind(value) == NumberKind.PREMIUM;
  }

  /** A {@code tel:} link for a number in its normal form; empty where one click is too easy. */
  public Optional<String> dial(String value) {
    return normal(value)
        .filter(number -> kind(value).mayBeDialled())
        .map(number -> PLANS.format(number, PhoneNumberFormat.RFC3966));
  }

  private static Optional<PhoneNumber> normal(String value) {
    try {
      return Optional.of(PLANS.parse(value, null));
    } catch (NumberParseException none) {
      return Optional.empty();
    }
  }

  /** A number in running text. */
  public record Mention(ContactValue value, int start) {}

  /** The first numbers of a text, each once. */
  public List<Mention> in(String text, int most) {
    List<Mention> found = new ArrayList<>();
    for (PhoneNumberMatch match : PLANS.findNumbers(text, region, Leniency.VALID, 1_000)) {
      if (DATE.matcher(match.rawString()).matches()) {
        continue;
      }
      ContactValue value = value(match.number(), ContactChannel.PHONE);
      if (found.size() < most && found.stream().noneMatch(each -> each.value().equals(value))) {
        found.add(new Mention(value, match.start()));
      }
    }
    return found;
  }
}
