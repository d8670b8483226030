package io.faden.channel;

import java.util.Optional;

/**
 * A file that came or goes with a message.
 *
 * @param name a bare file name without path, control characters or line breaks; never empty
 * @param type media type in lower case without parameters
 * @param contentId what {@code cid:} in the HTML refers to, without angle brackets
 * @param inline part of the body rather than an attachment
 */
public record FilePart(
    String name, String type, Optional<String> contentId, boolean inline, byte[] content) {}
