package io.faden.routing;

import io.faden.routing.BusinessHours.OpenTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opening times that repeat each week, but for holidays and closed days. Pure. */
final class WeeklyOpening implements OpeningTimes {
  private static final int YEARS_AHEAD = 10;

  private final ZoneId zone;
  private final Map<DayOfWeek, List<OpenTime>> week = new EnumMap<>(DayOfWeek.class);
  private final Map<LocalDate, String> closed = new HashMap<>();
  private final Optional<String> region;

  /** Input: business hours without a fault. */
  WeeklyOpening(BusinessHours hours) {
    zone = ZoneId.of(hours.timeZone());
    region = hours.holidayRegion();
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(
          day,
          hours.week().stream()
              .filter(time -> time.day().inCalendar() == day)
              .sorted(Comparator.comparingInt(OpenTime::start))
              .toList());
    }
    hours.closed().forEach(day -> closed.put(LocalDate.parse(day.date()), day.name().orElse("")));
  }

  /** Why a day is closed that would be open; may be an empty text. */
  Optional<String> holiday(LocalDate day) {
    return Optional.ofNullable(closed.get(day))
        .or(() -> region.flatMap(where -> Holidays.on(where, day)));
  }

  /** The opening times of a day, earliest first. */
  List<OpenTime> on(LocalDate day) {
    return holiday(day).isPresent() ? List.of() : week.get(day.getDayOfWeek());
  }

  LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  @Override
  public boolean openAt(Instant time) {
    LocalDate day = dayOf(time);
    return on(day).stream()
        .anyMatch(
            open -> !time.isBefore(at(day, open.start())) && time.isBefore(at(day, open.end())));
  }

  @Override
  public Instant after(Instant start, Duration openTime) {
    Instant bound = start.atZone(zone).plusYears(YEARS_AHEAD).toInstant();
    if (!openTime.isPositive()) {
      return start;
    }
    Duration left = openTime;
    if (week.values().stream().allMatch(List::isEmpty)) {
      return bound;
    }
    for (LocalDate day = dayOf(start); at(day, 0).isBefore(bound); day = day.plusDays(1)) {
      for (OpenTime open : on(day)) {
        Instant from = later(at(day, open.start()), start);
        Instant to = at(day, open.end());
        if (from.isBefore(to)) {
          Duration served = Duration.between(from, to);
          if (left.compareTo(served) <= 0) {
            Instant reached = from.plus(left);
            return reached.isBefore(bound) ? reached : bound;
          }
          left = left.minus(served);
        }
      }
    }
    return bound;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The moment of a minute of a day. A minute that the clock skips is the moment at which it skips;
   * of one that it shows twice the first counts. So times that touch on the clock touch in truth.
   */
  private Instant at(LocalDate day, int minutes) {
    LocalDateTime shown = day.atStartOfDay().plusMinutes(minutes);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    return change != null && change.isGap()
        ? change.getInstant()
        : shown.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
