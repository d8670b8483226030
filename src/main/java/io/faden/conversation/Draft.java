package io.faden.conversation;

import java.time.Instant;
import java.util.List;

/** What an agent has begun to write; kind is reply or note. */
public record Draft(String kind, String text, Instant savedAt, List<Attachment> attachments) {}
