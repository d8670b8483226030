package io.faden.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How somebody addresses us in German: du or Sie. Only what cannot mean anything else counts; a
 * text that says both says nothing.
 *
 * <p>Traps: at the beginning of a sentence Sie is also "they" and Ihre also "her"; ihr and euch
 * address several people, whom the writer would call du; what stands in quotation marks somebody
 * else has said; slogans and disclaimers in signatures are not the writer's words to us.
 */
final class FormOfAddress {
  private static final int LONGEST_SENTENCE = 300;

  private static final Pattern QUOTED =
      Pattern.compile(
          "„[^“”\"]{0,600}[“”\"]|“[^”]{0,600}”|\"[^\"]{0,600}\"|»[^«]{0,600}«|«[^»]{0,600}»"
              + "|‚[^‘]{0,600}‘|(?<!\\p{L})'[^'\\n]{0,300}'(?!\\p{L})");

  private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^\\s*[>|].*$");
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?imu)^(-- ?|__+|"
              + "(mit )?(freundlich\\p{L}*|best\\p{L}*|lieb\\p{L}*|viel\\p{L}*|schön\\p{L}*|herzlich\\p{L}*|schoen\\p{L}*)[^\\n.?]{0,20} gr(ü|ue)(ß|ss)\\p{L}*"
              + "|gr(ü|ue)(ß|ss)e?|gru(ß|ss)|mfg|lg|vg|hochachtungsvoll)\\b?[^\\n]{0,30}$");

  /** A sentence ends here, or a new one may begin: then nothing is sure about capitals. */
  private static final Pattern END =
      Pattern.compile("(?<=[.!?…])\\s+|\\n\\s*\\n|(?<=[.!?…:;,])\\s*\\n|\\n(?=\\s*[-*•\\d])");

  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern NOT_SURE_BEFORE = Pattern.compile("[:;–—(\\[\"„“”»«…*•/§]|\\s-\\s");
  private static final Pattern DISCLAIMER =
      Pattern.compile("(?iu)empfänger|vertraulich|newsletter|irrtümlich");

  private static final Set<String> FAMILIAR =
      words(
          """
          du dir dich dein deine deinen deinem deiner deines deins euch euer eure euren eurem
          eurer eures
          """);

  private static final Set<String> POLITE =
      words(
          """
          Sie Ihnen Ihre Ihren Ihrem Ihrer Ihres
          """);

  /** The du in these is a word, not an address: per du, das Du anbieten. */
  private static final Set<String> ABOUT_THE_WORD =
      words(
          """
          per das zum beim ein
          """);

  private static final Set<String> SECOND_PLURAL =
      words(
          """
          könnt koennt habt seid wollt müsst muesst müßt dürft sollt mögt wisst hattet wart
          werdet würdet könntet solltet wolltet hättet wäret wärt macht schickt
          """);

  /** What follows the pronoun and never the possessive, whose noun would have to come. */
  private static final Set<String> AFTER_PRONOUN =
      words(
          """
          mir mich uns das die den dem der es bitte nicht noch schon auch ja mal da so denn
          eigentlich immer nie alle
          """);

  private static final Set<String> GERMAN =
      words(
          """
          ich und nicht die der das den dem ein eine einen ist sind habe haben mir mich mein
          meine meinen meiner wir uns bitte danke für fuer auf mit von vom zu zum zur aber auch
          noch schon wann wie wo warum dass daß wenn kann können könnten kannst könntest könnt
          hast bist habt seid hallo guten liebe lieber geehrte moin servus gruß dank wieder bei
          nach seit wird werden würde möchte hätte doch gestern heute ob sich oder aus über
          kein keine hilf hilfst schick schickst weißt machst willst magst rufen melden hat was
          im euch ihnen
          """);

  private static final Set<String> OTHER_LANGUAGES =
      words(
          """
          the you and of to my your have please with that this is for it je le la les et un une
          est pour vous nous jeg ikke det og och jag inte har kan på mig min tack tak el
          los por que het een ik niet
          """);

  private FormOfAddress() {}

  private static Set<String> words(String list) {
    return Set.of(list.strip().split("\\s+", -1));
  }

  /**
   * What a text says.
   *
   * @param form du or Sie
   * @param sentence the first that says it, 300 characters at most
   */
  record Learned(String form, String sentence) {}

  /** Input: the customer's own words, without quoted history. Empty where nothing is sure. */
  static Optional<Learned> in(String text) {
    String own = own(text);
    if (!german(own)) {
      return Optional.empty();
    }
    List<Learned> found = new ArrayList<>();
    for (String sentence : END.split(own, -1)) {
      form(sentence)
          .map(form -> new Learned(form, Spelling.cut(Spelling.line(sentence), LONGEST_SENTENCE)))
          .ifPresent(found::add);
    }
    boolean agree = found.stream().map(Learned::form).distinct().count() == 1;
    return agree ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String own(String text) {
    String lines = QUOTED_LINE.matcher(text).replaceAll("");
    String body = SIGNATURE.split(lines, 2)[0];
    // Something stays in its place, so that what follows does not begin a sentence.
    return QUOTED.matcher(body).replaceAll(" § ");
  }

  private static boolean german(String text) {
    long german = 0;
    long other = 0;
    for (MatchResult word : WORD.matcher(text).results().limit(2_000).toList()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      german += GERMAN.contains(lower) ? 1 : 0;
      other += OTHER_LANGUAGES.contains(lower) ? 1 : 0;
    }
    return german > other;
  }

  /** Empty where a sentence says nothing, or both. */
  private static Optional<String> form(String sentence) {
    List<MatchResult> words = WORD.matcher(sentence).results().limit(300).toList();
    boolean familiar = false;
    boolean polite = false;
    for (int at = 0; at < words.size(); at++) {
      familiar |= familiar(words, at);
      polite |= polite(sentence, words, at);
    }
    if (familiar == polite || DISCLAIMER.matcher(sentence).find()) {
      return Optional.empty();
    }
    return Optional.of(familiar ? "du" : "Sie");
  }

  private static boolean familiar(List<MatchResult> words, int at) {
    String word = lower(words, at);
    boolean aboutTheWord = word.equals("du") && ABOUT_THE_WORD.contains(lower(words, at - 1));
    return (FAMILIAR.contains(word) && !aboutTheWord)
        || (word.equals("ihr") && isPronoun(words, at));
  }

  /** Könnt ihr, ihr habt; and with a capital, as some write letters: dass Ihr mir helft. */
  private static boolean isPronoun(List<MatchResult> words, int at) {
    String after = lower(words, at + 1);
    return SECOND_PLURAL.contains(lower(words, at - 1))
        || SECOND_PLURAL.contains(after)
        || (words.get(at).group().equals("Ihr") && AFTER_PRONOUN.contains(after));
  }

  private static boolean polite(String sentence, List<MatchResult> words, int at) {
    String word = words.get(at).group();
    boolean possessive = word.equals("Ihr") && capital(words, at + 1) && !isPronoun(words, at);
    if (at == 0 || (!POLITE.contains(word) && !possessive) || lower(words, at - 1).equals("per")) {
      return false;
    }
    String between = sentence.substring(words.get(at - 1).end(), words.get(at).start());
    return !NOT_SURE_BEFORE.matcher(between).find() && capitalsMeanSomething(words);
  }

  /** Whoever begins each word with a capital says nothing by it. */
  private static boolean capitalsMeanSomething(List<MatchResult> words) {
    return words.stream().anyMatch(word -> Character.isLowerCase(word.group().codePointAt(0)));
  }

  private static boolean capital(List<MatchResult> words, int at) {
    return at < words.size() && Character.isUpperCase(words.get(at).group().codePointAt(0));
  }

  private static String lower(List<MatchResult> words, int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).group().toLowerCase(Locale.ROOT);
  }
}
