package io.faden.platform;

import java.util.List;

/** The media that the contract knows (Channel). */
public final class ChannelNames {
  public static final List<String> ALL =
      List.of(
          "phone",
          "email",
          "letter",
          "mastodon",
          "bluesky",
          "x",
          "facebook",
          "feed",
          "chat",
          "sms",
          "webhook");

  private ChannelNames() {}
}
