package io.faden.platform.live;

import io.faden.platform.AgentId;
import java.time.Duration;

/**
 * Whoever wants to know which people have a page open. Called by event loops for each page, of
 * which a person may have several: must not block.
 */
public interface Connections {
  /** How often a page is to be asked whether it lives. */
  Duration beat();

  void opened(AgentId agent);

  /** A page has answered. */
  void alive(AgentId agent);

  void closed(AgentId agent);
}
