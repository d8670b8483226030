package io.faden.conversation;

import java.time.Instant;
import java.util.List;

/**
 * What an agent has begun to write.
 *
 * @param kind reply or note
 * @param note an internal note begun beside a reply; empty otherwise
 */
public record Draft(
    String kind, String text, String note, Instant savedAt, List<Attachment> attachments) {}
