package io.faden.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal on its way out as problem+json (RFC 9457). For expected refusals, not for faults. */
public final class Problem extends RuntimeException {
  private final ErrorCode code;
  private final transient Map<String, Object> more = new LinkedHashMap<>();

  public Problem(ErrorCode code) {
    this(code, null);
  }

  /** The detail is a sentence for the person who called. */
  public Problem(ErrorCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  /** Adds a member of the contract's Problem. */
  public Problem with(String member, Object value) {
    more.put(member, value);
    return this;
  }

  public ErrorCode code() {
    return code;
  }

  /** The members in the order of the contract. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank#" + code.label());
    members.put("title", code.title());
    members.put("status", code.status());
    members.put("code", code.label());
    if (getMessage() != null) {
      members.put("detail", getMessage());
    }
    members.putAll(more);
    return members;
  }
}
