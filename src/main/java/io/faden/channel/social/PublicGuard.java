package io.faden.channel.social;

import io.faden.channel.Writing.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what must not stand where everybody reads it: numbers of a customer, bank
 * accounts, addresses of every kind. What belongs to the house may stand there. Pure; rather silent
 * about a date or a price than loud, since who is warned too often reads no warning.
 */
public final class PublicGuard {
  static final String CUSTOMER_NUMBER = "customer_number";

  /** A number that says of itself what it is, whoever's it is. */
  private static final Pattern NAMED_NUMBER =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}])(?:kunden?|vertrags?|mitglieds?|versicherungs?(?:schein)?|policen?|z(?:ä|ae)hler"
              + "|customer|contract|account|policy|member(?:ship)?|kd|vn)[\\s.-]{0,2}"
              + "(?:nummern?|nr|no|number|id)\\.?(?:\\s(?:ist|lautet|is))?[\\s:#=]{0,3}"
              + "((?:\\p{L}{0,2}[\\s./-]?|\\p{L}{3,4}[./-]?)\\d[\\p{L}\\p{N}./-]{2,30}[\\p{L}\\p{N}])");

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}._%+@-])[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'-]{0,63}"
              + "(?:@|\\s?[(\\[{]\\s?(?:at|ät)\\s?[)\\]}]\\s?)"
              + "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}(?:\\.|\\s?[(\\[{]\\s?(?:dot|punkt)\\s?[)\\]}]\\s?)){1,8}\\p{L}{2,24}"
              + "(?![\\p{L}\\p{N}@])");

  /** Somebody on a network: {@code @name} or {@code @name@server}. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+@-])@[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]{0,254}[\\p{L}\\p{N}_])?"
              + "(?:@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,254}[\\p{L}\\p{N}])?)?");

  private final PhoneFinder phones;

  /** The region is the one whose numbers are written without a country code. */
  public PublicGuard(String region) {
    this.phones = new PhoneFinder(region);
  }

  /**
   * What is known beforehand.
   *
   * @param numbers of this customer: customer numbers and those in other systems
   * @param forms of customer numbers; a first group, if there is one, is the number
   * @param streets where this customer lives: street and number
   * @param ours addresses, telephone numbers and bank accounts of the house, as people write them
   */
  public record Known(
      List<String> numbers, List<Pattern> forms, List<String> streets, List<String> ours) {
    public Known {
      numbers = List.copyOf(numbers);
      forms = List.copyOf(forms);
      streets = List.copyOf(streets);
      ours = List.copyOf(ours);
    }
  }

  /** In the order of the text; places are in UTF-16 units and do not overlap. */
  public List<Finding> look(String text, Known known) {
    Marked marked = new Marked(text);
    Ours ours = new Ours(known.ours(), phones);
    known.numbers().forEach(number -> marked.all(CUSTOMER_NUMBER, CustomerNumber.form(number), 0));
    IbanFinder.find(text).stream().filter(found -> !ours.has(found.text())).forEach(marked::add);
    Matcher link = PostLinks.LINK.matcher(text);
    for (int from = 0; link.find(from); ) {
      from = PostLinks.end(text, link.start(), link.end());
      marked.leave(link.start(), from);
    }
    marked.leaveAll(MENTION);
    known.forms().forEach(form -> marked.lines(CUSTOMER_NUMBER, form));
    marked.all(CUSTOMER_NUMBER, NAMED_NUMBER, 1);
    marked.all("email", EMAIL, 0, ours::has);
    AddressFinder.find(text, known.streets()).stream()
        .filter(found -> !ours.hasStreet(found.text()))
        .forEach(marked::add);
    phones.find(text).stream().filter(found -> !ours.hasPhone(found)).forEach(marked::add);
    return marked.found();
  }

  /** What has been found, and what is to be left alone. */
  private static final class Marked {
    private final String text;
    private final List<int[]> taken = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();

    Marked(String text) {
      this.text = text;
    }

    boolean free(int from, int to) {
      return taken.stream().noneMatch(each -> each[0] < to && from < each[1]);
    }

    void leave(int from, int to) {
      taken.add(new int[] {from, to});
    }

    void leaveAll(Pattern pattern) {
      for (Matcher each = pattern.matcher(text); each.find(); ) {
        leave(each.start(), each.end());
      }
    }

    void add(Finding finding) {
      if (free(finding.from(), finding.to())) {
        leave(finding.from(), finding.to());
        found.add(finding);
      }
    }

    void all(String kind, Pattern pattern, int group) {
      all(kind, pattern, group, each -> false);
    }

    /** What may stand there is not looked at again. */
    void all(
        String kind, Pattern pattern, int group, java.util.function.Predicate<String> allowed) {
      for (Matcher each = pattern.matcher(text); each.find(); ) {
        if (allowed.test(each.group(group))) {
          leave(each.start(group), each.end(group));
        } else {
          add(new Finding(kind, each.group(group), each.start(group), each.end(group)));
        }
      }
    }

    /** Forms are written by administrators and are tried line by line, as on letters. */
    void lines(String kind, Pattern form) {
      LimitedSearch search = new LimitedSearch(form);
      int from = 0;
      for (String line : text.split("\n", -1)) {
        for (MatchResult each : search.all(line)) {
          int group = each.groupCount() > 0 && each.group(1) != null ? 1 : 0;
          if (each.end(group) > each.start(group)) {
            add(
                new Finding(
                    kind, each.group(group), from + each.start(group), from + each.end(group)));
          }
        }
        from += line.length() + 1;
      }
    }

    List<Finding> found() {
      return found.stream().sorted(Comparator.comparingInt(Finding::from)).toList();
    }
  }
}
