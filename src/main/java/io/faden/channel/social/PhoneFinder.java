package io.faden.channel.social;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.faden.channel.Writing.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Telephone numbers in running text that can be somebody's. */
final class PhoneFinder {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final int TRIES = 1_000;

  /** Only houses have these. */
  private static final Set<PhoneNumberType> OF_HOUSES =
      Set.of(
          PhoneNumberType.TOLL_FREE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.UAN);

  /** 3.5.2026 is a number in 035 as well, and so is 01.02.-15.03.2026. */
  private static final Pattern DATES =
      Pattern.compile(
          "\\(?\\d{1,2}[./ -]{1,2}\\d{1,2}[./ -]{1,2}(?:\\d{2,4})?(?:[\\s.-]+\\d{1,2}[./-]\\d{1,2}[./-]?(?:\\d{2,4})?)?(?:[\\s-]+\\d{1,2})?"
              + "|\\d{4}-\\d{2}-\\d{2}(?:[\\s-]+\\d{1,4}(?:-\\d{2}-\\d{2})?)?|\\d{1,2}[./]\\d{4}");

  private static final Pattern SOMETHING_ELSE_BEFORE =
      Pattern.compile(
          "(?iu)(?:[#\\p{L}\\p{N}]|[\\p{L}\\p{N}][-/_.:]|[€$£]\\s?"
              + "|\\b(?:\\p{L}*(?:nummer|nr|ticket|vorgang|auftrag|bestellung|sendung|paket|artikel|rechnung|order|invoice|parcel|code|isbn|ean|version)"
              + "\\.?(?:s?nummer|s?nr\\.?|\\sno\\.?|\\snumber)?[\\s:#]{1,3}))$");

  private static final Pattern SOMETHING_ELSE_BEHIND =
      Pattern.compile(
          "(?iu)^(?:[\\p{L}_#@]|\\s?(?:[:,.]\\d|€|eur\\b|euro\\b|usd\\b|%|uhr\\b|h\\b|km|kwh|kw\\b|kg|g\\b|cm|mm|m²|m\\b|gb|mb|stück|jahre?\\b|tage?\\b))");

  /** These say that it is one, whatever else it looks like. */
  private static final Pattern SAYS_SO =
      Pattern.compile(
          "(?iu)\\b(?:tel|telefon|telefonnummer|handy|handynummer|mobil|fon|fax|phone|mobile|rufnummer|rückrufnummer|durchwahl)\\b[\\s.:#]{0,4}(?:ist\\s|is\\s)?$");

  private static final int BEFORE = 40;

  private final String region;

  PhoneFinder(String region) {
    this.region = region;
  }

  List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (PhoneNumberMatch match : PLANS.findNumbers(text, region, Leniency.VALID, TRIES)) {
      if (!OF_HOUSES.contains(PLANS.getNumberType(match.number())) && meant(text, match)) {
        found.add(new Finding("phone", match.rawString(), match.start(), match.end()));
      }
    }
    return found;
  }

  private static boolean meant(String text, PhoneNumberMatch match) {
    String before = text.substring(Math.max(0, match.start() - BEFORE), match.start());
    if (SAYS_SO.matcher(before).find() || match.rawString().startsWith("+")) {
      return true;
    }
    String behind = text.substring(match.end(), Math.min(text.length(), match.end() + BEFORE));
    return !DATES.matcher(match.rawString()).matches()
        && !SOMETHING_ELSE_BEFORE.matcher(before).find()
        && !SOMETHING_ELSE_BEHIND.matcher(behind).find();
  }

  /** The number in its normal form; empty if it is none. */
  Optional<String> normal(String written) {
    try {
      return Optional.of(PLANS.format(PLANS.parse(written, region), PhoneNumberFormat.E164));
    } catch (NumberParseException none) {
      return Optional.empty();
    }
  }
}
