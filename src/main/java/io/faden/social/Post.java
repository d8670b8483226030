package io.faden.social;

import io.faden.channel.social.Told;
import io.faden.customer.CustomerCard;
import io.faden.intake.ArrivalId;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as people look it through; Post in the contract.
 *
 * @param verdict open, answer, watch or none
 * @param customer whose handle it is, if it is known
 * @param above only of one post: those above it, oldest first
 * @param versions only of one post: what it said before
 * @param earlier only of one post: what its author wrote before
 * @param decisions only of one post: newest first
 */
public record Post(
    ArrivalId id,
    String channel,
    Account channelAccount,
    String kind,
    String visibility,
    Author author,
    String text,
    Optional<String> language,
    Instant writtenAt,
    Instant receivedAt,
    Optional<String> url,
    List<Picture> pictures,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt,
    String verdict,
    Optional<String> reason,
    Optional<String> note,
    Optional<String> rule,
    Optional<Person> decidedBy,
    Optional<Instant> decidedAt,
    Optional<CustomerCard> customer,
    Optional<Long> conversationId,
    Optional<Long> entryId,
    int version,
    Optional<List<Above>> above,
    Optional<String> aboveError,
    Optional<List<Version>> versions,
    Optional<List<Earlier>> earlier,
    Optional<List<Decision>> decisions) {

  public record Account(long id, String name) {}

  /**
   * Who wrote it.
   *
   * @param avatar there is a picture of them, number 0
   */
  public record Author(
      String handle,
      String name,
      Optional<String> url,
      boolean avatar,
      Optional<Integer> followers,
      boolean bot) {

    static Author of(Told.Author author) {
      return new Author(
          author.handle(),
          author.name(),
          author.url(),
          author.avatar().isPresent(),
          author.followers(),
          author.bot());
    }
  }

  public record Picture(int number, String description, Optional<String> type) {}

  public record Above(String author, String text, Instant at, Optional<String> url, boolean ours) {}

  public record Version(String text, Instant until) {}

  public record Earlier(
      ArrivalId id,
      String text,
      Instant writtenAt,
      String verdict,
      Optional<Long> conversationId) {}

  public record Decision(
      String verdict,
      Optional<String> reason,
      Optional<String> note,
      Optional<String> rule,
      Optional<Person> by,
      Instant at) {}

  /** With what only one post shows. */
  Post with(Detail detail) {
    return new Post(
        id,
        channel,
        channelAccount,
        kind,
        visibility,
        author,
        text,
        language,
        writtenAt,
        receivedAt,
        url,
        pictures,
        editedAt,
        deletedAt,
        verdict,
        reason,
        note,
        rule,
        decidedBy,
        decidedAt,
        customer,
        conversationId,
        entryId,
        version,
        detail.above(),
        detail.aboveError(),
        Optional.of(detail.versions()),
        Optional.of(detail.earlier()),
        Optional.of(detail.decisions()));
  }

  /** What only one post shows; above is empty while nobody has asked. */
  record Detail(
      Optional<List<Above>> above,
      Optional<String> aboveError,
      List<Version> versions,
      List<Earlier> earlier,
      List<Decision> decisions) {}
}
