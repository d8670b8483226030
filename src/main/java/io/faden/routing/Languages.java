package io.faden.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which language a text is written, as ISO 639-1; empty when that is not sure. Whatever happens
 * in here, the text goes on its way: recognising has a thread of its own and a time limit.
 */
public final class Languages {
  private static final Logger LOG = LoggerFactory.getLogger(Languages.class);

  /** It is waited for inside a transaction, which must not stand still for three seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int WAITING = 50;

  private final Function<String, Optional<String>> recognise;
  private final Duration patience;
  private final ExecutorService thread;
  private volatile long restUntil = System.nanoTime();

  /** Reads the model meanwhile, so that the first message does not wait for it. */
  public Languages() {
    this(Model::recognise, PATIENCE);
    thread.execute(
        () -> {
          Optional<String> unused = recognise.apply("");
        });
  }

  Languages(Function<String, Optional<String>> recognise, Duration patience) {
    this.recognise = recognise;
    this.patience = patience;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("languages").factory());
    one.allowCoreThreadTimeOut(true);
    thread = one;
  }

  /** After a time-out nobody waits again for a minute. */
  public Optional<String> of(String text) {
    if (System.nanoTime() - restUntil < 0) {
      return Optional.empty();
    }
    Future<Optional<String>> answer;
    try {
      answer = thread.submit(() -> recognise.apply(text));
    } catch (RejectedExecutionException tooMany) {
      return Optional.empty();
    }
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      answer.cancel(true);
      restUntil = System.nanoTime() + REST_NANOS;
      LOG.warn("recognising a language takes too long; paused for a minute");
    } catch (ExecutionException fault) {
      restUntil = System.nanoTime() + REST_NANOS;
      LOG.warn("a language could not be recognised; paused for a minute", fault.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** The model of Apache OpenNLP, read on first use, which takes about a second. */
  static final class Model {
    private static final int LEAST_LETTERS = 12;
    private static final int MOST_CHARACTERS = 1500;

    /** How much likelier than the next the best one has to be. */
    private static final double CLEARLY = 1.5;

    private static final LanguageDetectorME DETECTOR = load();
    private static final Map<String, String> CODES = codes();

    private Model() {}

    private static LanguageDetectorME load() {
      try (InputStream model = Languages.class.getResourceAsStream("/langdetect-183.bin")) {
        return new LanguageDetectorME(new LanguageDetectorModel(model));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    /** The model speaks ISO 639-3, and of some languages only by their closest relatives. */
    private static Map<String, String> codes() {
      Map<String, String> codes = new HashMap<>();
      for (String code : Locale.getISOLanguages()) {
        codes.put(Locale.of(code).getISO3Language(), code);
      }
      codes.putAll(
          Map.of(
              "gsw", "de", "nds", "de", "cmn", "zh", "nan", "zh", "ekk", "et", "lvs", "lv", "pes",
              "fa", "plt", "mg", "pnb", "pa"));
      return Map.copyOf(codes);
    }

    static Optional<String> recognise(String text) {
      if (text.codePoints().filter(Character::isLetter).limit(LEAST_LETTERS).count()
          < LEAST_LETTERS) {
        return Optional.empty();
      }
      String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
      Map<String, Double> likely = new HashMap<>();
      for (Language guess : DETECTOR.predictLanguages(start)) {
        likely.merge(
            CODES.getOrDefault(guess.getLang(), guess.getLang()),
            guess.getConfidence(),
            Double::sum);
      }
      Map.Entry<String, Double> best =
          likely.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      double next =
          likely.entrySet().stream()
              .filter(each -> !each.getKey().equals(best.getKey()))
              .mapToDouble(Map.Entry::getValue)
              .max()
              .orElse(0);
      // Three letters: a language without a code of two, which no skill can name.
      return best.getValue() >= CLEARLY * next && best.getKey().length() == 2
          ? Optional.of(best.getKey())
          : Optional.empty();
    }
  }
}
