package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.routing.BusinessHours.ClosedDay;
import io.faden.routing.BusinessHours.Day;
import io.faden.routing.BusinessHours.OpenTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpeningTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<OpenTime> daily(String from, String to) {
    List<OpenTime> week = new ArrayList<>();
    for (Day day : Day.values()) {
      week.add(new OpenTime(day, from, to));
    }
    return week;
  }

  private static BusinessHours hours(List<OpenTime> week, ClosedDay... closed) {
    return new BusinessHours(
        "Service", "Europe/Berlin", Optional.of("de-sh"), week, List.of(closed));
  }

  private static WeeklyOpening office() {
    List<OpenTime> week = new ArrayList<>();
    for (Day day : List.of(Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI)) {
      week.add(new OpenTime(day, "13:00", "17:00"));
      week.add(new OpenTime(day, "08:00", "12:00"));
    }
    return new WeeklyOpening(hours(week, new ClosedDay("2026-12-24", Optional.of("Heiligabend"))));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  @Test
  void timeCountsOnlyWhileOpenAcrossTheNoonBreakAndTheWeekend() {
    WeeklyOpening office = office();
    assertEquals(
        berlin("2026-11-20T14:00"), office.after(berlin("2026-11-20T11:00"), Duration.ofHours(2)));
    // Friday afternoon to Monday morning.
    assertEquals(
        berlin("2026-11-23T09:00"), office.after(berlin("2026-11-20T16:00"), Duration.ofHours(2)));
    assertEquals(
        berlin("2026-11-23T08:30"),
        office.after(berlin("2026-11-21T03:00"), Duration.ofMinutes(30)));
    assertEquals(
        berlin("2026-11-20T12:00"), office.after(berlin("2026-11-20T11:00"), Duration.ofHours(1)));
    assertEquals(
        berlin("2026-11-21T03:00"), office.after(berlin("2026-11-21T03:00"), Duration.ZERO));
  }

  @Test
  void itIsOpenFromTheFirstMomentAndNoLongerAtTheLast() {
    WeeklyOpening office = office();
    assertTrue(office.openAt(berlin("2026-11-20T08:00")));
    assertFalse(office.openAt(berlin("2026-11-20T07:59:59")));
    assertTrue(office.openAt(berlin("2026-11-20T11:59:59")));
    assertFalse(office.openAt(berlin("2026-11-20T12:00")));
    assertFalse(office.openAt(berlin("2026-11-22T10:00")));
  }

  @Test
  void publicHolidaysOfSchleswigHolsteinAreKept() {
    WeeklyOpening always = new WeeklyOpening(hours(daily("00:00", "24:00")));
    assertEquals(Optional.of("Reformationstag"), always.holiday(LocalDate.of(2028, 10, 31)));
    assertEquals(Optional.empty(), always.holiday(LocalDate.of(2028, 11, 1)));
    assertEquals(Optional.empty(), always.holiday(LocalDate.of(2017, 10, 30)));
    assertEquals(Optional.of("Karfreitag"), always.holiday(LocalDate.of(2027, 3, 26)));
    assertEquals(Optional.of("Ostermontag"), always.holiday(LocalDate.of(2027, 3, 29)));
    assertFalse(always.openAt(berlin("2028-10-31T12:00")));
    assertEquals(
        berlin("2028-11-01T01:00"), always.after(berlin("2028-10-30T23:00"), Duration.ofHours(2)));
    // Christmas Eve by our own choice, then two holidays and a weekend.
    assertEquals(
        berlin("2026-12-28T09:00"),
        office().after(berlin("2026-12-23T16:00"), Duration.ofHours(2)));
  }

  @Test
  void eachStateKeepsItsOwnHolidays() {
    LocalDate allSaints = LocalDate.of(2026, 11, 1);
    assertTrue(Holidays.on("de-by", allSaints).isPresent());
    assertTrue(Holidays.on("de-sh", allSaints).isEmpty());
    assertTrue(Holidays.on("de-by-ag", LocalDate.of(2026, 8, 8)).isPresent());
    assertTrue(Holidays.on("de-by", LocalDate.of(2026, 8, 8)).isEmpty());
    assertTrue(Holidays.on("at", LocalDate.of(2026, 10, 26)).isPresent());
    assertTrue(Holidays.on("at", LocalDate.of(2026, 12, 24)).isEmpty(), "merely observed");
    assertTrue(Holidays.on("ch-zh", LocalDate.of(2026, 8, 1)).isPresent());
    assertTrue(Holidays.knows("de-sh"));
    assertFalse(Holidays.knows("de-zz"));
    assertFalse(Holidays.knows("fr"));
  }

  @Test
  void theDayThatTheClockTurnsHasTwentyThreeOrTwentyFiveHours() {
    WeeklyOpening always = new WeeklyOpening(hours(daily("00:00", "24:00")));
    Instant spring = berlin("2026-03-29T00:00");
    assertEquals(berlin("2026-03-30T00:00"), always.after(spring, Duration.ofHours(23)));
    Instant autumn = berlin("2026-10-25T00:00");
    assertEquals(berlin("2026-10-26T00:00"), always.after(autumn, Duration.ofHours(25)));
    WeeklyOpening night = new WeeklyOpening(hours(daily("02:30", "04:00")));
    // From 02:00 on the clock shows 03:00: of the night's opening one hour is left.
    assertFalse(night.openAt(berlin("2026-03-29T01:59")));
    assertTrue(night.openAt(berlin("2026-03-29T03:00")));
    assertEquals(berlin("2026-03-29T04:00"), night.after(spring, Duration.ofHours(1)));
    // 02:30 comes twice; the first one opens.
    assertEquals(berlin("2026-10-25T04:00"), night.after(autumn, Duration.ofMinutes(150)));
  }

  @Test
  void openPastMidnightIsOneStretchOfTime() {
    List<OpenTime> week =
        List.of(new OpenTime(Day.FRI, "22:00", "24:00"), new OpenTime(Day.SAT, "00:00", "02:00"));
    WeeklyOpening late = new WeeklyOpening(hours(week));
    assertTrue(late.openAt(berlin("2026-11-20T23:59:59")));
    assertTrue(late.openAt(berlin("2026-11-21T00:00")));
    assertEquals(
        berlin("2026-11-21T01:00"), late.after(berlin("2026-11-20T22:00"), Duration.ofHours(3)));
  }

  @Test
  void anotherTimeZoneHasItsOwnDay() {
    BusinessHours tokyo =
        new BusinessHours(
            "Tokio", "Asia/Tokyo", Optional.empty(), daily("09:00", "17:00"), List.of());
    assertTrue(new WeeklyOpening(tokyo).openAt(Instant.parse("2026-11-20T00:00:00Z")));
    assertFalse(new WeeklyOpening(tokyo).openAt(Instant.parse("2026-11-20T08:00:00Z")));
  }

  @Test
  void whoIsNeverOpenWaitsTenYearsAtMost() {
    Instant now = berlin("2026-11-20T12:00");
    Instant inTenYears = berlin("2036-11-20T12:00");
    assertEquals(inTenYears, new WeeklyOpening(hours(List.of())).after(now, Duration.ofMinutes(1)));
    WeeklyOpening rarely =
        new WeeklyOpening(hours(List.of(new OpenTime(Day.MON, "08:00", "08:01"))));
    assertEquals(inTenYears, rarely.after(now, Duration.ofDays(1)));
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertEquals(Optional.empty(), hours(daily("00:00", "24:00")).fault());
    assertTrue(hours(daily("12:00", "12:00")).fault().orElse("").contains("not before"));
    assertTrue(hours(daily("22:00", "02:00")).fault().orElse("").contains("past midnight"));
    List<OpenTime> overlapping =
        List.of(new OpenTime(Day.MON, "08:00", "12:00"), new OpenTime(Day.MON, "11:59", "13:00"));
    assertTrue(hours(overlapping).fault().orElse("").contains("overlap"));
    List<OpenTime> twice =
        List.of(new OpenTime(Day.MON, "08:00", "12:00"), new OpenTime(Day.MON, "08:00", "12:00"));
    assertTrue(hours(twice).fault().orElse("").contains("overlap"));
    assertTrue(
        hours(List.of(), new ClosedDay("2026-02-30", Optional.empty()))
            .fault()
            .orElse("")
            .contains("2026-02-30"));
  }
}
