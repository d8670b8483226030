package io.faden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Instant NOW = Instant.parse("2026-05-07T10:00:00Z");

  @Test
  void momentsLieBeforeNow() {
    assertEquals(Instant.parse("2026-05-07T09:35:00Z"), before("25m"));
    assertEquals(Instant.parse("2026-05-07T07:00:00Z"), before("3h"));
    assertEquals(Instant.parse("2026-05-05T09:12:00Z"), before("2d 09:12"));
    assertThrows(IllegalArgumentException.class, () -> before("gestern"));
  }

  private static Instant before(String moment) {
    return Script.before(NOW, ZoneOffset.UTC, moment);
  }

  @Test
  void everyLetterCanBeWrittenAndEveryActIsKnown() {
    List<Script.Scene> scenes = Script.read();
    assertTrue(scenes.size() >= 24, "there is something to see");
    Set<String> ids =
        scenes.stream().map(Script.Scene::id).collect(Collectors.toCollection(HashSet::new));
    assertEquals(scenes.size(), ids.size());
    for (Script.Scene scene : scenes) {
      Letter letter = scene.letter(NOW, ZoneId.of("Europe/Berlin"), List.of());
      assertTrue(!letter.sent().isAfter(NOW), scene.id());
      assertTrue(Mailboxes.isCompany(letter.to()), scene.id());
      assertTrue(letter.from().address().endsWith(".example"), scene.id());
      scene.answers().ifPresent(other -> assertTrue(ids.contains(other), scene.id()));
      scene.answersReply().ifPresent(other -> assertTrue(ids.contains(other), scene.id()));
      for (Script.Act act : scene.acts()) {
        assertTrue(
            Set.of("move", "take", "reply", "note", "snooze", "resolve").contains(act.act()),
            scene.id());
        assertTrue(
            Company.PEOPLE.stream().anyMatch(one -> one.email().startsWith(act.by() + "@")),
            scene.id());
      }
    }
  }
}
