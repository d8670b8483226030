package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When somebody is there (BusinessHours in the contract). Pure.
 *
 * @param timeZone as in the IANA database, such as Europe/Berlin
 * @param holidayRegion whose public holidays are kept; none if empty
 * @param week several times of a day do not overlap; those that touch are one
 * @param closed days without opening beside the public holidays
 */
public record BusinessHours(
    String name,
    String timeZone,
    Optional<String> holidayRegion,
    List<OpenTime> week,
    List<ClosedDay> closed) {

  public BusinessHours {
    name = name.strip();
    week = List.copyOf(week);
    closed = List.copyOf(closed);
  }

  /** One stretch of a day; to may be 24:00. */
  public record OpenTime(Day day, String from, String to) {
    /** Minutes of the day. */
    int start() {
      return minutes(from);
    }

    int end() {
      return minutes(to);
    }

    private static int minutes(String time) {
      return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5));
    }
  }

  public record ClosedDay(String date, Optional<String> name) {}

  /** Days as the contract writes them. */
  public enum Day {
    MON(DayOfWeek.MONDAY),
    TUE(DayOfWeek.TUESDAY),
    WED(DayOfWeek.WEDNESDAY),
    THU(DayOfWeek.THURSDAY),
    FRI(DayOfWeek.FRIDAY),
    SAT(DayOfWeek.SATURDAY),
    SUN(DayOfWeek.SUNDAY);

    private final DayOfWeek inCalendar;

    Day(DayOfWeek inCalendar) {
      this.inCalendar = inCalendar;
    }

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    DayOfWeek inCalendar() {
      return inCalendar;
    }
  }

  /** What cannot be meant, as a sentence. The shapes of texts are held by the contract. */
  Optional<String> fault() {
    if (name.isBlank()) {
      return Optional.of("Business hours need a name that can be seen");
    }
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      return Optional.of("There is no time zone %s; try Europe/Berlin".formatted(timeZone));
    }
    if (holidayRegion.filter(region -> !Holidays.knows(region)).isPresent()) {
      return Optional.of("There is no holiday region " + holidayRegion.get());
    }
    return faultInWeek().or(this::faultInClosed);
  }

  private Optional<String> faultInWeek() {
    for (int place = 0; place < week.size(); place++) {
      OpenTime time = week.get(place);
      if (time.start() >= time.end()) {
        return Optional.of(
            "On %s, %s is not before %s; open past midnight is until 24:00 and from 00:00"
                .formatted(time.day().label(), time.from(), time.to()));
      }
      for (OpenTime other : week.subList(0, place)) {
        if (other.day() == time.day() && other.start() < time.end() && time.start() < other.end()) {
          return Optional.of(
              "On %s, %s to %s and %s to %s overlap"
                  .formatted(time.day().label(), other.from(), other.to(), time.from(), time.to()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> faultInClosed() {
    for (ClosedDay day : closed) {
      try {
        LocalDate.parse(day.date());
      } catch (DateTimeException fault) {
        return Optional.of("There is no day %s".formatted(day.date()));
      }
    }
    return closed.stream().map(ClosedDay::date).distinct().count() < closed.size()
        ? Optional.of("Each closed day is named once")
        : Optional.empty();
  }
}
