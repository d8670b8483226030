package io.faden.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputRulesTest {
  private static boolean passwordIsRefused(String password) {
    return InputRules.faultInPassword(password, "Anna Beispiel", "anna@beispiel.example")
        .isPresent();
  }

  @Test
  void aPasswordIsLongAndNeitherTheNameNorTheAddressNorAbsurd() {
    List.of(
            "kurz",
            "neunneun9",
            "Anna Beispiel",
            " ANNA@beispiel.example",
            "1234567890",
            "Passwort123",
            "aaaaaaaaaaaaaa",
            "abababababab",
            "x".repeat(1025))
        .forEach(password -> assertTrue(passwordIsRefused(password), password));
  }

  @Test
  void aPasswordMayBeASentenceInAnyScript() {
    List.of(
            "zehn Zeichen",
            "日本語のとても長いパスワード",
            "🐘🐪🐇🐌🐝🐞🦋🐢🐍🦎",
            "a b".repeat(300),
            "xyz".repeat(341) + "x")
        .forEach(password -> assertEquals(false, passwordIsRefused(password), password));
  }

  @Test
  void aNameIsOneLineOfVisibleText() {
    List.of("", "  ", "a\nb", "a\u0000b", "a\u202Eb", "a\u2028b", "\uD800", "x".repeat(201))
        .forEach(name -> assertTrue(InputRules.faultInName(name).isPresent(), name));
    List.of("Anna", "Ægir O'Neill-Müller", "<b>Bobby</b>; DROP TABLE agent", "李小龙", "👩‍💻")
        .forEach(name -> assertEquals(Optional.empty(), InputRules.faultInName(name), name));
  }

  @Test
  void anAddressHasOneAtAndNoSpaces() {
    List.of("", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\u0000", "a\u00A0@b", "a@b\nc")
        .forEach(each -> assertTrue(InputRules.faultInAddress(each).isPresent(), each));
    List.of("a@b", "anna+x@beispiel.example", "müller@straße.example")
        .forEach(each -> assertEquals(Optional.empty(), InputRules.faultInAddress(each), each));
    assertEquals("anna@b.example", InputRules.address("  Anna@B.Example "));
  }

  @Test
  void aNetworkIsAnIpv4AddressOrHalfAnIpv6Address() {
    assertEquals("192.0.2.7", Network.of("192.0.2.7"));
    assertEquals(Network.of("2001:db8:1:2::1"), Network.of("2001:db8:1:2:ffff::9%eth0"));
    assertEquals("192.0.2.7", Network.of("::ffff:192.0.2.7"));
    assertEquals("not:an:address", Network.of("not:an:address"));
  }
}
