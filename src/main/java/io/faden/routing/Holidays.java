package io.faden.routing;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Public holidays in Germany, Austria and Switzerland, by state, canton and some towns. A region is
 * named as in ISO 3166-2 in small letters: de-sh, at-9, ch-zh; a country alone has the holidays
 * that all of it keeps.
 */
final class Holidays {
  private static final Map<String, HolidayCalendar> COUNTRIES =
      Map.of(
          "de", HolidayCalendar.GERMANY,
          "at", HolidayCalendar.AUSTRIA,
          "ch", HolidayCalendar.SWITZERLAND);

  private static final Map<String, Map<LocalDate, String>> YEARS = new ConcurrentHashMap<>();

  private Holidays() {}

  /** A region to choose (listHolidayRegions in the contract). */
  record Region(String code, String name) {}

  /** Read on first use: some calendars take most of a second. */
  private static final class Known {
    static final Map<String, Region> REGIONS = regions();

    private static Map<String, Region> regions() {
      Map<String, Region> regions = new HashMap<>();
      COUNTRIES.forEach(
          (code, calendar) -> add(regions, code, "", manager(calendar).getCalendarHierarchy()));
      return Map.copyOf(regions);
    }

    private static void add(
        Map<String, Region> regions, String code, String above, CalendarHierarchy place) {
      String name = above + place.getDescription(Locale.GERMAN);
      regions.put(code, new Region(code, name));
      place
          .getChildren()
          .values()
          .forEach(child -> add(regions, code + "-" + child.getId(), name + ", ", child));
    }
  }

  private static HolidayManager manager(HolidayCalendar calendar) {
    return HolidayManager.getInstance(ManagerParameters.create(calendar));
  }

  /** By name. */
  static List<Region> regions() {
    List<Region> regions = new ArrayList<>(Known.REGIONS.values());
    regions.sort(Comparator.comparing(Region::name));
    return regions;
  }

  static boolean knows(String region) {
    return Known.REGIONS.containsKey(region);
  }

  /** The name of the holiday on a day; empty on any other day. */
  static Optional<String> on(String region, LocalDate day) {
    return Optional.ofNullable(
        YEARS
            .computeIfAbsent(region + " " + day.getYear(), key -> year(region, day.getYear()))
            .get(day));
  }

  /** Days that are merely observed, such as Christmas Eve in Austria, are working days. */
  private static Map<LocalDate, String> year(String region, int year) {
    String[] path = region.split("-", -1);
    Map<LocalDate, String> days = new HashMap<>();
    for (Holiday holiday :
        manager(COUNTRIES.get(path[0]))
            .getHolidays(
                Year.of(year),
                HolidayType.PUBLIC_HOLIDAY,
                Arrays.copyOfRange(path, 1, path.length))) {
      days.put(holiday.getDate(), holiday.getDescription(Locale.GERMAN));
    }
    return Map.copyOf(days);
  }
}
