package io.faden.staff;

import static io.faden.staff.Staff.credentials;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.ApiServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoSignInTest {
  private static final String EMAIL = "mia@demo.example";
  private static final String PUBLIC = "steht im README";

  private static void ensure(Staff staff) {
    staff.agents.ensureDemoAgent("Mia Muster", EMAIL, Role.ADMIN, PUBLIC, Language.DE);
  }

  @Test
  void inTheDemoItsPeopleComeInFromThisMachineOnly() {
    try (Staff staff = new Staff(true)) {
      ensure(staff);
      ApiServer.Caller browser = staff.server.browser();
      ApiServer.Reply reply = browser.post("/session", credentials(EMAIL, PUBLIC));
      assertEquals(200, reply.status(), reply.text());
      assertEquals(true, reply.json().getBoolean("demo"));
      assertEquals(Optional.empty(), staff.agents.firstAdminLink());
      ApiServer.Caller proxied =
          staff.server.caller(Map.of("X-Forwarded-For", "203.0.113.9", "Cookie", browser.cookie()));
      assertEquals("not_signed_in", proxied.get("/me").code());
      assertEquals("sign_in_failed", proxied.post("/session", credentials(EMAIL, PUBLIC)).code());
      String token = browser.cookie().substring("faden_session=".length());
      assertTrue(staff.sessions.bySession(token, true).isPresent());
      assertTrue(staff.sessions.bySession(token, false).isEmpty());
    }
  }

  @Test
  void aNameThatSomebodyElseLetsLeadHereIsNotThisMachine() {
    try (Staff staff = new Staff(true)) {
      ensure(staff);
      ApiServer.Caller browser = staff.server.browser();
      assertEquals(200, browser.post("/session", credentials(EMAIL, PUBLIC)).status());
      int port = URI.create(staff.server.origin()).getPort();
      ApiServer.Caller rebound =
          under(staff, "evil.example:" + port, Map.of("Cookie", browser.cookie()));
      assertEquals("not_signed_in", rebound.get("/me").code());
      assertEquals("sign_in_failed", rebound.post("/session", credentials(EMAIL, PUBLIC)).code());
      for (String own : List.of("localhost:" + port, "LOCALHOST:" + port, "[::1]:9")) {
        ApiServer.Reply reply =
            under(staff, own, Map.of()).post("/session", credentials(EMAIL, PUBLIC));
        assertEquals(200, reply.status(), own + " " + reply);
      }
    }
  }

  private static ApiServer.Caller under(Staff staff, String host, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Host", host);
    headers.put("Origin", "http://" + host);
    return staff.server.caller(headers);
  }

  @Test
  void withoutTheDemoItsPeopleAreNobody() {
    try (Staff staff = new Staff(false)) {
      ensure(staff);
      ApiServer.Reply reply = staff.server.browser().post("/session", credentials(EMAIL, PUBLIC));
      assertEquals("sign_in_failed", reply.code());
      assertTrue(staff.agents.firstAdminLink().isPresent());
    }
  }
}
