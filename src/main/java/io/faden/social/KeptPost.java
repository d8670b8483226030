package io.faden.social;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.social.Told;
import io.faden.conversation.EntryId;
import io.faden.intake.ArrivalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as it is kept; its row is locked.
 *
 * @param postId with the network and the account before it
 * @param open everybody can read it
 * @param parents ids of the network, nearest first, as far as the post or its context tells
 * @param verdict open, answer, watch or none
 */
record KeptPost(
    ArrivalId id,
    ChannelAccountId account,
    String channel,
    String postId,
    Told.Kind kind,
    boolean open,
    Told.Author author,
    String subject,
    String text,
    Optional<String> language,
    Instant writtenAt,
    List<String> parents,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt,
    String verdict,
    Optional<EntryId> entry,
    int version,
    Instant receivedAt,
    boolean erased) {

  boolean decided() {
    return !verdict.equals("open");
  }
}
