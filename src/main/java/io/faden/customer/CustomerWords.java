package io.faden.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be read out of a customer's own text. Looks at its first 20,000 characters. */
final class CustomerWords {
  private static final int LONGEST = 20_000;
  private static final int MOST_MENTIONS = 20;
  private static final int SENTENCE = 300;
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,190}\\.\\p{L}{2,24}");

  private final String text;
  private final ContactValues values;

  CustomerWords(String text, ContactValues values) {
    this.text = Spelling.cut(text, LONGEST);
    this.values = values;
  }

  Optional<FormOfAddress.Learned> form() {
    return FormOfAddress.in(text);
  }

  /** An address in the text, with the line that it stands in. */
  record Mention(ContactValue value, String sentence) {}

  /** Each address once; 20 of a kind at most. */
  List<Mention> mentions() {
    List<Mention> found = new ArrayList<>();
    Matcher addresses = EMAIL.matcher(text);
    while (addresses.find() && found.size() < MOST_MENTIONS) {
      int start = addresses.start();
      values
          .read(ContactChannel.EMAIL, addresses.group())
          .valid()
          .filter(value -> found.stream().noneMatch(each -> each.value().equals(value)))
          .ifPresent(value -> found.add(new Mention(value, lineAt(start))));
    }
    for (PhoneNumbers.Mention number : values.phones().in(text, MOST_MENTIONS)) {
      found.add(new Mention(number.value(), lineAt(number.start())));
    }
    return found;
  }

  private String lineAt(int place) {
    int start = text.lastIndexOf('\n', place) + 1;
    int end = text.indexOf('\n', place);
    return Spelling.cut(
        Spelling.line(text.substring(start, end < 0 ? text.length() : end)), SENTENCE);
  }
}
