package io.faden.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Somebody's own browser, in German and 1440 by 900. What its page complains about is collected.
 * Everything waits: for what is not there yet, half a minute.
 */
public final class Desk implements AutoCloseable {
  public final BrowserContext context;
  public final Page page;
  private final String origin;
  private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
  private volatile boolean lineMayBreak;

  private Desk(String origin, String path) {
    this.origin = origin;
    context =
        Chromium.shared()
            .newContext(
                new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(1440, 900));
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::hear);
    go(path);
  }

  /** Nobody is signed in yet. */
  public static Desk at(String origin, String path) {
    return new Desk(origin, path);
  }

  /** Somebody who is signed in already. */
  public static Desk of(Colleague who, String origin, String path) {
    Desk desk = at(origin, "/favicon.svg");
    desk.context.addCookies(List.of(new Cookie("faden_session", who.session()).setUrl(origin)));
    desk.go(path);
    assertThat(desk.page.locator(".nav")).isVisible();
    return desk;
  }

  /** Signed in, and on this page. */
  public static Desk signIn(House house, String email, String path) {
    return at(house.url(), path).signIn(email);
  }

  public Desk signIn(String email) {
    page.fill("input[name=email]", email);
    page.fill("input[name=password]", House.PASSWORD);
    page.locator("form button.primary").click();
    assertThat(page.locator(".nav")).isVisible();
    return this;
  }

  /** The place is named as the page names it: Zuhause, for example. */
  public Desk signIn(String email, String place) {
    page.locator(".segments label", having(place)).click();
    return signIn(email);
  }

  public void go(String path) {
    page.navigate(origin + path);
  }

  // What the page complains about

  private void hear(ConsoleMessage message) {
    // What the server answers with an error status is told as an error, too.
    boolean told =
        message.text().contains("status of 4")
            || (lineMayBreak
                && (message.text().contains("net::ERR_")
                    || message.text().startsWith("WebSocket connection")));
    if (message.type().equals("error") && !told) {
      complaints.add(message.text());
    }
  }

  /** From now on a lost connection is no complaint. */
  public Desk lineMayBreak() {
    lineMayBreak = true;
    return this;
  }

  public void noComplaints() {
    assertEquals(List.of(), List.copyOf(complaints));
  }

  // What is on the page

  /** Kept as target/screens/NAME.png, for looking at. */
  public static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screens", name + ".png")));
  }

  public static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** By a part of its name. */
  public static Locator button(Locator within, String name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)).first();
  }

  /** By its whole name. */
  public static void press(Locator within, String name) {
    within
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  /** Chooses from the menu that is open. */
  public void choose(String name) {
    page.locator(".menu button", having(name)).first().click();
  }

  /** A line of the list of conversations. */
  public Locator row(String subject) {
    return page.locator(".row", having(subject)).first();
  }

  /** Opens a conversation that waits in the team. */
  public void open(String subject) {
    go("/inbox/team");
    row(subject).click();
    assertThat(matter()).containsText(subject);
  }

  /** What the conversation on the page is about, and whose it is. */
  public Locator matter() {
    return page.locator(".matter");
  }

  /** Where an answer is written. */
  public Locator writing() {
    return page.locator(".composer textarea");
  }

  /** Where offers come in. */
  public Locator tray() {
    return page.locator("faden-offer");
  }

  public Locator presence() {
    return page.locator("faden-presence .presence");
  }

  /** Chooses from the menu of the presence switch. */
  public void become(String state) {
    presence().click();
    choose(state);
    assertThat(presence()).containsText(state);
  }

  /** Somebody in the live room. */
  public Locator person(String name) {
    return page.locator(".person-row", having(name));
  }

  @Override
  public void close() {
    context.close();
  }
}
