package io.faden.presence;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.Map;

/**
 * Merges a state into the one that the map holds, where the map holds it. Nothing is written, and
 * nobody told, when the map knows as much already; so it may run twice or late.
 */
record MergeState(AgentState news) implements EntryProcessor<Long, AgentState, Boolean> {

  /** Whether something was new. */
  @Override
  public Boolean process(Map.Entry<Long, AgentState> entry) {
    AgentState before = entry.getValue();
    if (before != null && before.covers(news)) {
      return false;
    }
    entry.setValue(before == null ? news : before.merged(news));
    return true;
  }

  /** On its way to the node that holds the entry. */
  static final class Serializer implements CompactSerializer<MergeState> {
    @Override
    public MergeState read(CompactReader reader) {
      return new MergeState(reader.readCompact("news"));
    }

    @Override
    public void write(CompactWriter writer, MergeState merge) {
      writer.writeCompact("news", merge.news());
    }

    @Override
    public String getTypeName() {
      return "faden.MergeState";
    }

    @Override
    public Class<MergeState> getCompactClass() {
      return MergeState.class;
    }
  }
}
